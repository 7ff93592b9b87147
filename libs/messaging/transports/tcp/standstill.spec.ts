import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { jest } from '@jest/globals';
import { framed } from './assembly.js';
import { Client } from './client.js';
import { Unproven } from './greeting/index.js';
import { GREETING_MS, PACKET_MS } from './limits.js';
import { PacketSocket } from './packet-socket.js';

const PACKET = framed(JSON.stringify({ pattern: 'hello' }));

let server: Server;
let peer: Socket;
let socket: Socket;
beforeEach(async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
  server = createServer().listen(0, '127.0.0.1');
  const accepted = once(server, 'connection');
  await once(server, 'listening');
  peer = connect((server.address() as AddressInfo).port, '127.0.0.1');
  [[socket]] = (await Promise.all([accepted, once(peer, 'connect')])) as [[Socket], unknown];
});
afterEach(() => {
  jest.useRealTimers();
  for (const one of [socket, peer]) one.destroy();
  server.close();
});

/** What was written lies unread in the kernel while the clock goes on, as in a process that is stopped. */
function standStillAfter(bytes: string | Buffer, ms: number, writer = peer): void {
  writer.write(bytes);
  jest.advanceTimersByTime(ms);
}

it('a packet whose rest came while the process stood still is read, and its connection not cut', async () => {
  const packets = new PacketSocket(socket);
  const heard = packets.heard();
  peer.write(PACKET.subarray(0, 5));
  await once(socket, 'data');
  standStillAfter(PACKET.subarray(5), PACKET_MS);
  expect(JSON.parse(await heard)).toEqual({ pattern: 'hello' });
  expect(socket.destroyed).toBe(false);
});

it('whoever proved himself while the process stood still is not cut', async () => {
  const cut: string[] = [];
  const unproven = new Unproven((why) => cut.push(why));
  unproven.add(socket);
  const proved = once(socket, 'data').then(() => unproven.proved(`${socket.remoteAddress}:${socket.remotePort}`));
  standStillAfter('proof', GREETING_MS);
  await proved;
  expect([cut, socket.destroyed]).toEqual([[], false]);
});

it('a process whose proof came while the one that calls it stood still is not cut', async () => {
  const greeting = Promise.withResolvers<void>();
  const client = new Client({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    greet: async (turns) => {
      const heard = turns.heard();
      greeting.resolve();
      await heard;
      return new Map();
    },
    onClose: () => undefined,
  });
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const connected = client.connect();
  const [other] = await accepted;
  await greeting.promise;
  standStillAfter(PACKET, GREETING_MS, other);
  await connected;
  client.close();
});

it('what does not come is cut when its time is over', async () => {
  const closed = once(socket, 'close');
  new Unproven(() => undefined).add(socket);
  jest.advanceTimersByTime(GREETING_MS);
  await closed;
  expect(socket.destroyed).toBe(true);
});
