import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { ada, api, ask, proxied } from './proxied.fixtures.js';

const { door, service, stopAll } = proxied();

afterEach(stopAll);

const HEAD = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
};
const ACCEPTED =
  'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: x\r\nSec-WebSocket-Protocol: chat\r\n\r\n';

/** A service that takes every upgrade; a tunnel carries bytes, whatever they mean. */
async function talking(talk: (socket: Socket, request: IncomingMessage) => void) {
  const at = await service((_, response) => void response.end('no upgrade'));
  at.server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => undefined).write(ACCEPTED);
    talk(socket, request);
  });
  return at;
}
const echo = (socket: Socket): void => void socket.pipe(socket);

/** Resolves to the socket when the upgrade is accepted, else to the answer. */
async function upgrade(
  port: number,
  path: string,
  headers = {},
): Promise<{ socket?: Socket; answer: IncomingMessage }> {
  const sent = request({ port, host: '127.0.0.1', path, agent: false, headers: { ...HEAD, ...headers } }).end();
  const answered = once(sent, 'response').then(([answer]) => ({ answer: answer as IncomingMessage }));
  const taken = once(sent, 'upgrade').then(([answer, socket]) => ({
    answer: answer as IncomingMessage,
    socket: socket as Socket,
  }));
  return Promise.race([answered, taken]);
}

it('bytes go both ways, and the identity goes before them', async () => {
  let headers: IncomingMessage['headers'] = {};
  const { port } = await talking((socket, asked) => ((headers = asked.headers), echo(socket)));
  const at = await door(`  /chat: { to: "http://127.0.0.1:${port}", access: signed-in }\n`);
  const { socket, answer } = await upgrade(at.port, '/chat/room', { ...(await at.bearer()), 'X-User-Role': 'admin' });
  expect(answer).toMatchObject({
    statusCode: 101,
    headers: { 'sec-websocket-accept': 'x', 'sec-websocket-protocol': 'chat' },
  });
  expect(headers).toMatchObject({
    upgrade: 'websocket',
    'sec-websocket-key': HEAD['sec-websocket-key'],
    'x-user-id': ada.userId,
    'x-user-role': 'customer',
  });
  for (const word of ['one', 'two']) {
    socket!.write(word);
    expect(String((await once(socket!, 'data'))[0])).toBe(word);
  }
  socket!.destroy();
});

it('who may not is told so, and the service is not asked', async () => {
  let asked = 0;
  const { port } = await talking(() => asked++);
  const at = await door(`  /chat: { to: "http://127.0.0.1:${port}", access: signed-in }\n`);
  for (const [path, status] of [
    ['/chat', 401],
    ['/chat/%2e%2e', 400],
    ['/v1/orders', 401],
  ] as const) {
    const { answer, socket } = await upgrade(at.port, path);
    expect([answer.statusCode, answer.headers['content-type'], socket]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
      undefined,
    ]);
    await text(answer);
  }
  expect(asked).toBe(0);
});

it('an upgrade to anything else is an ordinary request', async () => {
  const { port } = await talking(echo);
  const at = await door(api(port));
  expect(await ask(at.port, '/api', { headers: { connection: 'upgrade', upgrade: 'h2c' } })).toMatchObject({
    status: 200,
    body: 'no upgrade',
  });
});

it('what the service answers instead is passed on', async () => {
  const { port } = await service((_, response) => void response.writeHead(426, { upgrade: 'other' }).end('other'));
  const at = await door(api(port));
  const { answer } = await upgrade(at.port, '/api');
  expect([answer.statusCode, await text(answer)]).toEqual([426, 'other']);
});

it('a service that is not there is a 502', async () => {
  const { port, server } = await talking(echo);
  const at = await door(api(port));
  await new Promise((closed) => void server.close(closed));
  const { answer } = await upgrade(at.port, '/api');
  expect([answer.statusCode, JSON.parse(await text(answer))]).toMatchObject([502, { code: 'upstream.unreachable' }]);
});

it.each(['the client', 'the service'])(
  'when %s leaves, the other side ends, with all that was sent to it',
  async (who) => {
    const serviceSide = Promise.withResolvers<Socket>();
    const { port } = await talking((socket) => serviceSide.resolve(socket));
    const at = await door(api(port));
    const { socket } = await upgrade(at.port, '/api');
    const [leaves, stays] =
      who === 'the client' ? [socket!, await serviceSide.promise] : [await serviceSide.promise, socket!];
    const heard = text(stays);
    leaves.end('bye'.repeat(100_000));
    expect(await heard).toBe('bye'.repeat(100_000));
  },
);

it('a side that does not read holds the other one back', async () => {
  const serviceSide = Promise.withResolvers<Socket>();
  const { port } = await talking((socket) => serviceSide.resolve(socket.pause()));
  const at = await door(api(port));
  const { socket } = await upgrade(at.port, '/api');
  const piece = Buffer.alloc(1024 * 1024);
  let accepted = 0;
  for (let n = 0; n < 64 && socket!.write(piece) === true; n++) accepted++;
  const drained = once(socket!, 'drain').then(() => true);
  expect(accepted).toBeLessThan(64);
  (await serviceSide.promise).resume();
  expect(await drained).toBe(true);
  socket!.destroy();
});

it('those beyond the limit are refused, and one that ended makes room', async () => {
  const { port } = await talking(echo);
  const at = await door(api(port, 'webSockets: 1'));
  const first = await upgrade(at.port, '/api');
  const second = await upgrade(at.port, '/api');
  expect([second.answer.statusCode, JSON.parse(await text(second.answer))]).toMatchObject([
    503,
    { code: 'upstream.busy' },
  ]);
  first.socket!.destroy();
  for (let status = 503; status !== 101;) {
    const { answer, socket } = await upgrade(at.port, '/api');
    status = answer.statusCode!;
    socket?.destroy();
    if (!socket) await text(answer);
  }
});

it('one that is silent is closed after its idle time', async () => {
  const { port } = await talking(echo);
  const at = await door(api(port, 'idle: 50ms'));
  const { socket } = await upgrade(at.port, '/api');
  await once(
    socket!.resume().on('error', () => undefined),
    'close',
  );
});

it('a stop closes those that are open', async () => {
  const { port, sockets } = await talking(echo);
  const at = await door(api(port));
  const { socket } = await upgrade(at.port, '/api');
  const ended = once(socket!.resume(), 'end');
  await at.app.close();
  await ended;
  socket!.destroy();
  while (sockets.size) await once([...sockets][0]!, 'close');
});
