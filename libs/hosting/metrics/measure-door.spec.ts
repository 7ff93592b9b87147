import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { ScrapedMetrics } from '#test/scraped-metrics';
import { waitFor } from '#test/wait-for';
import { HealthModule } from '../health/health.module.js';
import { Readiness } from '../health/readiness.js';
import { httpApp, listen } from '../http/index.js';
import { measureDoor } from './measure-door.js';

const LIMITS = { keepAliveMs: 1_000, requestMs: 5_000, connections: 16, answerMs: 5_000, unreadBytes: 1_000_000 };

let metrics: ScrapedMetrics;
let url: string;
let close: () => Promise<void>;
beforeAll(async () => {
  metrics = await ScrapedMetrics.start();
  const module = HealthModule.for(new Readiness());
  const { app } = await httpApp({ module, logger: false, limits: LIMITS, farewellMs: 0, configure: measureDoor });
  close = () => app.close();
  url = await listen(app, 0, '127.0.0.1', 'PORT');
});
afterAll(async () => {
  await close();
  await metrics.end();
});

const requests = 'http_server_request_duration_seconds_count';

it('measures requests, and probes not', async () => {
  await fetch(`${url}/livez`);
  await fetch(`${url}/nowhere/123`);
  const read = await metrics.read();
  expect(read.sum(requests, { http_request_method: 'GET', http_response_status_code: '404' })).toBe(1);
  expect(read.sum(requests)).toBe(1);
});

it('counts what is refused before it reaches a route, from 0 on where an alert looks at it', async () => {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' });
  socket.write('hello\r\n\r\n');
  expect(await text(socket)).toContain('request.malformed');
  const read = await metrics.read();
  expect(read.sum('cleave_rejected_total', { reason: 'request.malformed' })).toBe(1);
  expect(read.sum('cleave_rejected_total', { reason: 'context.overloaded' })).toBe(0);
});

it('says how many connections there are, and may be', async () => {
  const queue = { queue: 'http connections' };
  const areOpen = (connections: number) =>
    waitFor(async () => {
      const read = (await metrics.read()).sum('cleave_queue_items', queue);
      return read === connections ? undefined : `${read} connections are open, not ${connections}`;
    });
  await areOpen(0);
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' });
  await areOpen(1);
  expect((await metrics.read()).sum('cleave_queue_limit', queue)).toBe(16);
  socket.destroy();
  await areOpen(0);
});
