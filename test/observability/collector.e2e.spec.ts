import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { waitFor } from '#test/wait-for';
import { Collector, describeWithCollector } from './collector.js';

const ORDINARY = 2_000;
const ERROR = 2;

describeWithCollector('the collector', () => {
  const kept = new Set<string>();
  let server: Server;
  let collector: Collector;
  beforeAll(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        for (const [, traceId] of body.matchAll(/"traceId":"(\w+)"/g)) kept.add(traceId!);
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    collector = await Collector.start(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterAll(async () => {
    await collector?.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    if (collector) rmSync(collector.dir, { recursive: true });
  });

  it('keeps what failed, what was slow, and a twentieth of the rest', async () => {
    const [failed, slow] = [spanOf({ status: { code: ERROR } }), spanOf({}, 6_000)];
    const ordinary = Array.from({ length: ORDINARY }, () => spanOf({}));
    await collector.take([failed, slow, ...ordinary]);
    await waitFor(async () => {
      const missing = [failed, slow].filter(({ traceId }) => !kept.has(traceId)).length;
      return missing ? `${missing} of the failed and the slow one are missing` : undefined;
    });
    await collector.stop(); // it sends what it has decided
    const share = ordinary.filter(({ traceId }) => kept.has(traceId)).length / ORDINARY;
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.1);
  });
});

/** The only span of a trace. */
function spanOf(more: object, ms = 20) {
  const now = BigInt(Date.now()) * 1_000_000n;
  return {
    traceId: randomBytes(16).toString('hex'),
    spanId: randomBytes(8).toString('hex'),
    name: 'POST /v2/orders',
    kind: 2,
    startTimeUnixNano: String(now),
    endTimeUnixNano: String(now + BigInt(ms) * 1_000_000n),
    ...more,
  };
}
