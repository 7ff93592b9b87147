import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { api, proxied } from '../../src/modules/gateway/proxy/proxied.fixtures.js';

const { door, service, stopAll } = proxied();

const GIGABYTE = 1024 ** 3;
const MOST_MORE_MB = 256;
const piece = Buffer.alloc(64 * 1024, 'x');

afterEach(stopAll);

function* gigabyte(): Generator<Buffer> {
  for (let sent = 0; sent < GIGABYTE; sent += piece.length) yield piece;
}

/** Counts what comes, and notes the highest memory of this process, in which client, gateway and service are. */
async function swallow(stream: AsyncIterable<Buffer>): Promise<{ bytes: number; moreMb: number }> {
  const before = process.memoryUsage.rss();
  let [bytes, most, n] = [0, 0, 0];
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (++n % 1_000 === 0) most = Math.max(most, process.memoryUsage.rss());
  }
  return { bytes, moreMb: Math.round((most - before) / 1024 ** 2) };
}

it('a gigabyte streams down through a route with flat memory', async () => {
  const { port } = await service((_, response) => void pipeline(Readable.from(gigabyte()), response));
  const at = await door(api(port));
  const sent = request({ port: at.port, host: '127.0.0.1', path: '/api', agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const { bytes, moreMb } = await swallow(answer);
  expect(bytes).toBe(GIGABYTE);
  expect(moreMb).toBeLessThan(MOST_MORE_MB);
});

it('a gigabyte streams up through a route with flat memory', async () => {
  const { port } = await service(
    (incoming, response) => void swallow(incoming).then((swallowed) => response.end(JSON.stringify(swallowed))),
  );
  const at = await door(api(port, 'body: 1GB'));
  const sent = request({ port: at.port, host: '127.0.0.1', path: '/api', method: 'POST', agent: false });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  await pipeline(Readable.from(gigabyte()), sent);
  const [answer] = await answered;
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  const { bytes, moreMb } = JSON.parse(text) as { bytes: number; moreMb: number };
  expect([answer.statusCode, bytes]).toEqual([200, GIGABYTE]);
  expect(moreMb).toBeLessThan(MOST_MORE_MB);
});
