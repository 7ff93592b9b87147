import { once } from 'node:events';
import { Agent } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { api, ask, proxied } from './proxied.fixtures.js';

const { door, stopAll } = proxied();

const undo: (() => void)[] = [];
afterEach(async () => {
  await stopAll();
  for (const step of undo.splice(0)) step();
});

/** The port of a service that answers each request with these bytes, whatever they are. */
async function saying(answer: string | Buffer): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).on('data', () => void socket.write(answer));
    undo.push(() => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

it.each([
  ['in Latin-1', Buffer.from('Gr\xfc\xdfe', 'latin1')],
  ['in UTF-8', Buffer.from('Grüße ✓')],
  ['with control characters', Buffer.from('O\x01K')],
])('a reason phrase %s costs neither the answer nor the process', async (_, reason) => {
  const bytes = [Buffer.from('HTTP/1.1 200 '), reason, Buffer.from('\r\nContent-Length: 2\r\n\r\nok')];
  const at = await door(api(await saying(Buffer.concat(bytes))));
  for (let n = 0; n < 2; n++) expect(await ask(at.port, '/api')).toMatchObject({ status: 200, body: 'ok' });
});

it.each([
  ['304 Not Modified', 'ETag: "a"\r\nContent-Length: 5'],
  ['204 No Content', 'ETag: "a"\r\nContent-Length: 5'],
  ['204 No Content', 'ETag: "a"\r\nTransfer-Encoding: chunked'],
])('a %s with %j is whole, and the connection of the client lives', async (status, headers) => {
  const at = await door(api(await saying(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n`)));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let n = 0; n < 3; n++) {
    const answer = await ask(at.port, '/api', { agent });
    expect(answer).toMatchObject({ status: Number(status.slice(0, 3)), body: '', headers: { etag: '"a"' } });
    expect(answer.headers['content-length']).toBe(status.startsWith('304') ? '5' : undefined);
    expect(answer.headers.connection).toBe('keep-alive');
  }
  agent.destroy();
});
