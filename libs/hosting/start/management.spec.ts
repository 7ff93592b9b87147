import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Config } from '#libs/config';
import { LineLogger } from '#libs/logging';
import { hostingConfig } from '../config.js';
import { Readiness } from '../health/readiness.js';
import type { Seat } from '../seat.js';
import type { Shutdown } from '../shutdown.js';
import { startManagement } from './management.js';
import type { Settings } from './settings.js';

let lines: string[];
let port: number;
let stop: () => Promise<unknown>;
let readiness: Readiness;
beforeEach(async () => {
  lines = [];
  const logger = new LineLogger({ format: 'text', to: { write: (line) => void lines.push(line) } });
  const settings = { config: Config.read([hostingConfig]), logger } as unknown as Settings;
  const shutdown = { add: (_: string, run: typeof stop) => (stop = run) } as unknown as Shutdown;
  const url = await startManagement(
    { process: {}, replica: 1 } as unknown as Seat,
    (readiness = new Readiness({ secrets: ['3c3ba1de'] })),
    settings,
    shutdown,
  );
  port = Number(new URL(url).port);
});
afterEach(() => stop());

/** What a probe hears that never closes its side by itself. */
function probe(bytes: string): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.write(bytes);
  return text(socket);
}

it.each([
  ['what is no HTTP', 'hello\r\n\r\n', 400, 'request.malformed'],
  ['a tunnel', 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n', 501, 'request.tunnel'],
])(
  '%s is answered in the form of the API, and its trace id is in one line of the log',
  async (_, asked, status, code) => {
    const heard = await Promise.all([1, 2, 3].map(() => probe(asked)));
    const bodies = heard.map((said) => JSON.parse(said.split('\r\n\r\n')[1]!) as { traceId: string });
    for (const [n, said] of heard.entries()) {
      expect(said).toMatch(
        new RegExp(`^HTTP/1.1 ${status} .*\r\nx-content-type-options: nosniff\r\n.*problem\\+json`, 'is'),
      );
      expect(bodies[n]).toMatchObject({ status, code, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
    }
    const told = lines.filter((line) => line.includes(code));
    expect(told).toHaveLength(1);
    expect(bodies.map(({ traceId }) => told[0]!.includes(`trace_id=${traceId}`))).toContain(true);
  },
);

it('shows to people which secrets the process accepts, and what its transports have refused', async () => {
  readiness.serve([{ name: 'tcp', reason: () => undefined, details: () => ({ refused: { forged: 2 } }) }]);
  const health = await fetch(`http://127.0.0.1:${port}/health`).then((answer) => answer.json());
  expect(health).toMatchObject({
    status: 'healthy',
    checks: { tcp: { status: 'up', refused: { forged: 2 } }, process: { status: 'up', secrets: ['3c3ba1de'] } },
  });
});

it('says how metrics are turned on where there are none', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await answer.json()).toMatchObject({
    status: 404,
    code: 'metrics.off',
    detail: expect.stringContaining('OTEL_METRICS_EXPORTER=prometheus'),
  });
});

it('a slow probe neither holds the stop nor is left without an answer', async () => {
  const said = probe('GET /livez HTTP/1.1\r\nHos');
  expect((await fetch(`http://127.0.0.1:${port}/livez`)).status).toBe(200); // the other one has been read, too
  await stop();
  expect(await said).toMatch(/^HTTP\/1.1 503 .*\r\nconnection: close\r\n.*"request.not-received"/is);
});
