import { connect, type Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import { staticDiscovery } from '#libs/discovery';
import { waitFor } from '#test/wait-for';
import { Unreachable } from '../../errors.js';
import { frameOf, requestOf } from '../conformance/inn.fixtures.js';
import { identityOf } from '../conformance/lab.fixtures.js';
import { openGuest, openInn, type Served } from '../conformance/stay.fixtures.js';
import { openTransport, transportSections } from '../index.js';
import { framed } from './assembly.js';
import { MOST_CALLS, MOST_CONNECTIONS, MOST_REQUESTS, MOST_UNPROVEN, MOST_UNSENT_BYTES } from './limits.js';
import { callSerializer } from './packets.js';
import { ofRequest } from './parcels.js';
import { TcpLab } from './tcp-lab.fixtures.js';

let lab: TcpLab;
let served: Served;
let sockets: Socket[];
beforeEach(async () => {
  Logger.overrideLogger(false);
  [lab, sockets] = [new TcpLab(), []];
  served = await openInn(lab);
});
afterEach(async () => {
  served.inn.release();
  for (const socket of sockets) socket.destroy();
  await lab.close();
});

/** Somebody who proves nothing. */
const stranger = (): Socket => kept(connect(lab.portOf('inn-1'), '127.0.0.1').on('error', () => undefined));
/** One who has proven himself, and keeps no limit. */
const guest = async (): Promise<Socket> => kept(await lab.proven('inn-1'));
function kept(socket: Socket): Socket {
  sockets.push(socket);
  return socket;
}
const asking = (text: string, wants?: string): Buffer => {
  const request = requestOf({ text, wants }, 60_000);
  return framed(
    callSerializer.serialize({ id: request.id, pattern: 'inn.request', data: ofRequest(request) }) as string,
  );
};
const isServed = async () => {
  const { ask, transport } = await openGuest(lab);
  await waitFor(async () => ((await ask('well?')).text === 'well?' ? undefined : 'no answer'));
  await transport.close();
};

test('one who asks and never reads is cut off, and what waited for him is let go', async () => {
  const socket = (await guest()).pause();
  const question = asking('x'.repeat(100_000));
  let isOpen = true;
  socket.on('close', () => (isOpen = false));
  let sent = 0;
  const ask = () => {
    while (isOpen && sent < 2 * MOST_UNSENT_BYTES && socket.write(question)) sent += question.length;
  };
  socket.on('drain', ask);
  ask();
  await waitFor(async () => {
    const kept = process.memoryUsage().rss;
    return isOpen ? `he is still there, having sent ${sent} bytes; ${kept} bytes are kept` : undefined;
  });
  await isServed();
});

test('requests beyond the limit are refused unbegun, and what was begun is answered', async () => {
  const { carrier } = await openGuest(lab);
  await carrier.deliver(frameOf([]));
  const calls = Array.from({ length: MOST_REQUESTS + 10 }, () =>
    carrier.request(requestOf({ text: 'wait', wants: 'patience' }, 30_000)),
  );
  const refused = await Promise.allSettled(calls.slice(MOST_REQUESTS));
  expect(refused.map((end) => end.status === 'rejected' && end.reason instanceof Unreachable)).toEqual(
    Array(10).fill(true),
  );
  expect(await carrier.deliver(frameOf([]))).toEqual([]); // there is room for frames
  served.inn.release();
  const answered = await Promise.all(calls.slice(0, MOST_REQUESTS));
  expect(answered.filter((reply) => 'error' in reply)).toEqual([]);
  expect(await carrier.request(requestOf({ text: 'next' }))).toHaveProperty('body');
});

test('a flood of calls from one who keeps no limit begins no more than the limit', async () => {
  const socket = await guest();
  let heard = 0;
  socket.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1').split('are under way').length - 1));
  for (let i = 0; i < MOST_CALLS + 500; i++) socket.write(asking('wait', 'patience'));
  await waitFor(async () => (heard >= 500 ? undefined : `${heard} of 500 refusals`));
  expect(served.inn.begun).toHaveLength(MOST_CALLS);
  await isServed();
});

test('260 silent sockets keep no place from a process that proves itself, and lose their own', async () => {
  const lines: string[] = [];
  Logger.overrideLogger({
    log: () => undefined,
    error: () => undefined,
    warn: (line: string) => void lines.push(line),
  });
  const all = Array.from({ length: 260 }, stranger);
  let closed = 0;
  for (const socket of all) socket.on('close', () => closed++);
  await waitFor(async () => (closed >= 260 - MOST_UNPROVEN ? undefined : `${closed} are closed`));
  await isServed();
  await waitFor(async () => (closed === all.length ? undefined : `${closed} are closed`));
  // Told once for all of them, by the first: the limit came before the deadline, which alone would close them too.
  expect(lines).toEqual([expect.stringContaining(`makes room: more than ${MOST_UNPROVEN} connections`)]);
});

test('proven connections beyond the limit are refused', async () => {
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let n = 0; n < MOST_CONNECTIONS / 8; n++) await guest();
    }),
  );
  const { ask } = await openGuest(lab);
  const code = /^(context.unavailable|request.deadline)$/; // the latter when the deadline comes while it tries again
  await expect(ask('well?', undefined, { deadlineMs: 300 })).rejects.toMatchObject({
    code: expect.stringMatching(code),
  });
  sockets.pop()!.destroy();
  await waitFor(async () => ((await ask('well?').catch(() => undefined)) ? undefined : 'no answer'));
});

test('a packet that never ends costs its connection', async () => {
  const socket = await guest();
  socket.write(asking('well?').subarray(0, 50));
  let isOpen = true;
  socket.on('close', () => (isOpen = false));
  await waitFor(async () => (isOpen ? 'it is still open' : undefined));
});

test('an address that is taken is told in a sentence', async () => {
  const transport = await openTransport('tcp', {
    process: 'inn-2',
    ...identityOf(['inn']),
    listen: { host: '127.0.0.1', port: lab.portOf('inn-1') },
    discovery: staticDiscovery({}),
    config: Config.read(transportSections, {}),
    logger: new Logger('tcp'),
  });
  await expect(transport.serve([served.inn.server])).rejects.toThrow(/cannot listen on 127\.0\.0\.1:\d+: .*EADDRINUSE/);
  await transport.close();
});
