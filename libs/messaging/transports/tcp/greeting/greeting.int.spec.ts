import { connect } from 'node:net';
import { Logger } from '@nestjs/common';
import { Channels, channelKey, keysFromSecret, only } from '#libs/keys';
import { waitFor } from '#test/wait-for';
import { frameOf, messageOf, requestOf } from '../../conformance/inn.fixtures.js';
import { identityOf } from '../../conformance/lab.fixtures.js';
import { openGuest, openInn, type Served } from '../../conformance/stay.fixtures.js';
import { framed } from '../assembly.js';
import { PacketSocket } from '../packet-socket.js';
import { callSerializer } from '../packets.js';
import { ofFrame, ofRequest } from '../parcels.js';
import { TcpLab } from '../tcp-lab.fixtures.js';
import { beGreeted, greet, type Self } from './greet.js';

const lines: string[] = [];
let lab: TcpLab;
let served: Served;
beforeEach(async () => {
  lines.length = 0;
  const write = (line: unknown) => void lines.push(String(line));
  Logger.overrideLogger({ log: () => undefined, error: write, warn: write });
  lab = new TcpLab();
  served = await openInn(lab);
});
afterEach(() => lab.close());

const guest: Self = { process: 'guest-9', ...identityOf([]) };
const packetsTo = (process: string): PacketSocket =>
  new PacketSocket(connect(lab.portOf(process), '127.0.0.1').on('error', () => undefined));
const closed = (packets: PacketSocket) =>
  new Promise<void>((resolve) => packets.netSocket.once('close', () => resolve()));
const requestAs = (source: string) => {
  const request = requestOf({ text: 'well?' });
  const data = ofRequest({ ...request, headers: { ...request.headers, source } });
  return framed(callSerializer.serialize({ id: request.id, pattern: 'inn.request', data }) as string);
};
const frameAs = (sender: string) => {
  const data = ofFrame({ ...frameOf([messageOf({ text: 'x' })]), sender });
  return framed(callSerializer.serialize({ id: 'f', pattern: 'inn.frame', data }) as string);
};

describe('who opens the port of a context', () => {
  it('and only says that he is host is not read', async () => {
    const socket = packetsTo('inn-1');
    socket.netSocket.write(requestAs('host'));
    await closed(socket);
    expect(served.inn.begun).toEqual([]);
  });

  it.each([
    ['has no keys', new Channels(keysFromSecret('guessed'))],
    [
      'has the keys of other channels',
      new Channels(only(keysFromSecret('the secret of a lab'), [channelKey('a', 'b')])),
    ],
  ])('and %s gets nowhere', async (_, channels) => {
    for (let n = 0; n < 20; n++) {
      const socket = packetsTo('inn-1');
      await expect(greet(socket, { ...guest, channels }, 'inn-1')).rejects.toThrow(/prove|proof/);
      socket.netSocket.destroy();
    }
    await openGuest(lab).then(({ ask }) => ask('well?'));
    expect(served.inn.begun).toHaveLength(1);
  });

  it('and may speak for guests speaks for nobody else: refused with a code before it is handled, told in one line', async () => {
    const socket = packetsTo('inn-1');
    socket.trust(await greet(socket, guest, 'inn-1'));
    const answers: string[] = [];
    socket.netSocket.on('message', (text: string) => answers.push(text));
    for (let n = 0; n < 20; n++) socket.netSocket.write(requestAs('host'));
    socket.netSocket.write(frameAs('payments'));
    await waitFor(async () => (answers.length === 21 ? undefined : `${answers.length} answers`));
    expect(answers.every((answer) => answer.includes('"message.forbidden"'))).toBe(true);
    expect(served.inn.begun).toEqual([]);
    expect(lines.filter((line) => line.includes('not proven'))).toHaveLength(1);
    socket.netSocket.write(requestAs('guest'));
    await waitFor(async () => (served.inn.begun.length === 1 ? undefined : 'it was not handled'));
    socket.netSocket.destroy();
  });

  it('and says too much before he has proven anything is cut', async () => {
    const socket = packetsTo('inn-1');
    socket.netSocket.write(framed('x'.repeat(100_000)));
    await closed(socket);
  });

  it('and says nothing is cut', async () => {
    await closed(packetsTo('inn-1'));
    expect(lines).toEqual([expect.stringContaining('proves nothing within')]);
  });
});

describe('the greeting', () => {
  const inn = { process: 'inn-1', channels: guest.channels };
  /** Both ends, with somebody between them who may change what is said. */
  async function meet(caller: Self, listener: Omit<Self, 'speaks'>, change = (words: object) => words) {
    const [toListener, toCaller] = [new Box(change), new Box(change)];
    const ends = [
      greet({ say: (words) => toListener.put(words), heard: () => toCaller.take() }, caller, 'inn-1'),
      beGreeted({ say: (words) => toCaller.put(words), heard: () => toListener.take() }, listener, ['inn']),
    ];
    return Promise.allSettled(ends.map((end) => end.finally(() => [toListener, toCaller].forEach((box) => box.end()))));
  }
  const statuses = async (...of: Parameters<typeof meet>) => (await meet(...of)).map(({ status }) => status);

  it('proves to both ends the same pairs', async () => {
    const pairs = new Map([['inn', new Set(['guest'])]]);
    expect(await meet(guest, inn)).toMatchObject([{ value: pairs }, { value: pairs }]);
  });

  it('fails at a listener of another secret, and at one that is another process', async () => {
    const stranger = { ...inn, channels: new Channels(keysFromSecret('another')) };
    expect(await statuses(guest, stranger)).toEqual(['rejected', 'rejected']);
    expect(await statuses(guest, { ...inn, process: 'inn-2' })).toEqual(['rejected', 'rejected']);
  });

  it.each([
    [['old'], ['old', 'new']], // the first roll: both make the old
    [
      ['old', 'new'],
      ['new', 'old'],
    ], // the second: each makes its own
    [['new', 'old'], ['new']], // the third: both make the new
  ] as const)('joins a process with the secrets %j and one with %j, whoever calls', async (ours, theirs) => {
    const [one, other] = [ours, theirs].map(([secret, accepted]) => new Channels(keysFromSecret(secret, accepted)));
    const done = ['fulfilled', 'fulfilled'];
    expect(await statuses({ ...guest, channels: one! }, { ...inn, channels: other! })).toEqual(done);
    expect(await statuses({ ...guest, channels: other! }, { ...inn, channels: one! })).toEqual(done);
  });

  it.each(['nonce', 'process'])('fails at both ends when its %s is changed on the way', async (field) => {
    const change = (words: object) =>
      'speaks' in words ? { ...words, [field]: field === 'nonce' ? 'A'.repeat(22) : 'guest-8' } : words;
    expect(await statuses(guest, inn, change)).toEqual(['rejected', 'rejected']);
  });

  it('of another meeting is worth nothing', async () => {
    const said: object[] = [];
    await meet(guest, inn, (words) => (said.push(words), words));
    const [opening, , response] = said;
    const replayed = [opening, response];
    const answer = beGreeted(
      { say: () => undefined, heard: () => Promise.resolve(JSON.stringify(replayed.shift())) },
      inn,
      ['inn'],
    );
    await expect(answer).rejects.toThrow(/its proof of what guest says to inn is wrong/);
  });

  it.each(['', 'null', '{}', '[]', '{"version":2}', '[[],"1","hello",null]\n'])('is not %j', async (text) => {
    const answer = beGreeted({ say: () => undefined, heard: () => Promise.resolve(text) }, inn, ['inn']);
    await expect(answer).rejects.toThrow('it says something else than the greeting');
  });
});

/** What one end has said and the other has not yet heard. */
class Box {
  private readonly waiting = Promise.withResolvers<never>();
  private readonly texts: string[] = [];
  private wake: (() => void) | undefined;

  constructor(private readonly change: (words: object) => object) {
    this.waiting.promise.catch(() => undefined);
  }
  put(words: object): void {
    this.texts.push(JSON.stringify(this.change(words)));
    this.wake?.();
  }
  async take(): Promise<string> {
    if (!this.texts.length)
      await Promise.race([new Promise<void>((resolve) => (this.wake = resolve)), this.waiting.promise]);
    return this.texts.shift()!;
  }
  end(): void {
    this.waiting.reject(new Error('it ended'));
  }
}
