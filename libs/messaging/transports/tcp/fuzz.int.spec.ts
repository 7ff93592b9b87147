import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import fc from 'fast-check';
import { Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import { staticDiscovery } from '#libs/discovery';
import { frameOf, messageOf, requestOf } from '../conformance/inn.fixtures.js';
import { identityOf } from '../conformance/lab.fixtures.js';
import { openGuest, openInn } from '../conformance/stay.fixtures.js';
import { openTransport, transportSections, type Transport } from '../index.js';
import { framed } from './assembly.js';
import { Broken } from './errors.js';
import { beGreeted } from './greeting/index.js';
import { PacketSocket } from './packet-socket.js';
import { callDeserializer } from './packets.js';
import { TcpLab } from './tcp-lab.fixtures.js';

const CALL_MS = 400;
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => {
  Logger.overrideLogger(false);
  process.on('unhandledRejection', note).on('uncaughtException', note);
});
afterAll(() => void process.off('unhandledRejection', note).off('uncaughtException', note));

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const json = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    { receipts: null },
    { receipts: {} },
    { receipts: [null] },
    { receipts: [{ id: 'x', outcome: 'done' }] },
    { receipts: [{ outcome: 'failed' }] },
    { error: null },
    { error: { code: 7 } },
    { Unreachable: {} },
    { Unreadable: null },
    { __proto__: null },
  ),
);
/** The lengths, the error and the head that follow an id, and the texts behind the line. */
const line = fc.tuple(fc.oneof(fc.constant([]), fc.jsonValue()), fc.oneof(fc.constant(null), fc.jsonValue()), json);
const texts = fc.oneof(fc.constant(''), fc.string());
/** What comes back for a call of that id. */
const answer: fc.Arbitrary<(id: string) => Buffer> = fc.oneof(
  fc.tuple(line, texts).map(
    ([[lengths, err, head], text]) =>
      (id: string) =>
        framed(`${JSON.stringify([lengths, id, err, head])}\n${text}`),
  ),
  json.map((value) => () => framed(`${JSON.stringify(value) ?? 'undefined'}\n`)),
  fc.string({ minLength: 1 }).map((text) => () => framed(text)),
  fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => () => Buffer.from(bytes)),
  fc.nat(40).map((end) => (id: string) => framed(`[[],"${id}",null,null]\n`).subarray(0, end)),
  fc.constantFrom(
    () => framed(`${deep}\n`),
    (id: string) => framed(`[[4],"${id}",null,null]\n${deep}`),
    (id: string) =>
      framed(`[[],"${id}",null,{"error":{"code":"a","kind":"refused","message":"","details":${deep}}}]\n`),
    () => Buffer.from([0xff, 0xff, 0xff, 0xff]),
    () => Buffer.alloc(4),
  ),
);

/** A process that proves that it serves the inn, and then answers whatever it is told to. */
class Liar {
  say: (id: string) => Buffer = () => Buffer.alloc(0);
  private constructor(private readonly server: Server) {}

  static async open(): Promise<Liar> {
    const server = createServer((socket) => void liar.meet(new PacketSocket(socket)).catch(() => undefined));
    const liar = new Liar(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    return liar;
  }
  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }
  close(): void {
    this.server.close();
  }
  private async meet(packets: PacketSocket): Promise<void> {
    packets.trust(await beGreeted(packets, { process: 'liar-1', channels: identityOf([]).channels }, ['inn']));
    packets.netSocket.on('message', (text: string) => {
      const { id, pattern } = callDeserializer.deserialize(text as never) as { id: string; pattern: string };
      const hello = framed(`[[],"${id}",null,{"contexts":["inn"]}]\n`);
      packets.netSocket.write(pattern === 'hello' ? hello : this.say(id));
    });
  }
}

test('whatever a peer answers breaks its connection and nothing else', async () => {
  const liar = await Liar.open();
  const lab = new TcpLab();
  await openInn(lab);
  const { ask, transport: toInn } = await openGuest(lab);
  const guest = await over(liar.port);
  const carrier = guest.carrierTo('inn');
  await fc.assert(
    fc.asyncProperty(answer, async (say) => {
      liar.say = say;
      const begun = performance.now();
      const ends = await Promise.allSettled([
        carrier.request(requestOf({ text: '?' }, CALL_MS)),
        carrier.deliver(frameOf([messageOf({ text: 'x' })], CALL_MS)),
      ]);
      expect(performance.now() - begun).toBeLessThan(CALL_MS * 10);
      for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(Error);
    }),
    { numRuns: 150 },
  );
  expect(unhandled).toEqual([]);
  expect((await ask('well?')).text).toBe('well?');
  await Promise.all([guest.close(), toInn.close()]);
  await lab.close();
  liar.close();
});

test.each<[string, (id: string) => Buffer]>([
  ['is no packet', () => framed('x')],
  ['has no list of lengths', (id) => framed(`[null,"${id}",null,null]\n`)],
  ['is no receipts', (id) => framed(`[[],"${id}",null,null]\n`)],
  ['has receipts that are no list', (id) => framed(`[[],"${id}",null,{"receipts":7}]\n`)],
  [
    'has a receipt of another message',
    (id) => framed(`[[],"${id}",null,{"receipts":[{"id":"x","outcome":"done"}]}]\n`),
  ],
  ['is longer than any packet', () => Buffer.from([0xff, 0xff, 0xff, 0xff])],
])('an answer that %s: calls under way are told that the connection broke', async (_, say) => {
  const liar = await Liar.open();
  const guest = await over(liar.port);
  liar.say = say;
  const call = guest.carrierTo('inn').deliver(frameOf([messageOf({ text: 'x' })], 10_000));
  await expect(call).rejects.toBeInstanceOf(Broken);
  expect(unhandled).toEqual([]);
  await guest.close();
  liar.close();
});

test('whatever a caller sends, proven or not, breaks its connection and nothing else', async () => {
  const lab = new TcpLab();
  await openInn(lab);
  await fc.assert(
    fc.asyncProperty(answer, fc.boolean(), async (say, isProven) => {
      const bytes = say('inn.frame');
      if (!isProven) return lab.send('inn-1', bytes);
      const socket = await lab.proven('inn-1');
      socket.end(bytes);
      await once(socket, 'close');
    }),
    { numRuns: 150 },
  );
  expect(unhandled).toEqual([]);
  const { ask } = await openGuest(lab);
  expect((await ask('well?')).text).toBe('well?');
  await lab.close();
});

const over = (port: number): Promise<Transport> =>
  openTransport('tcp', {
    process: 'guest-1',
    ...identityOf([]),
    discovery: staticDiscovery({ inn: [{ id: 'liar-1', host: '127.0.0.1', port }] }),
    config: Config.read(transportSections, {}),
    logger: new Logger('tcp'),
  });
