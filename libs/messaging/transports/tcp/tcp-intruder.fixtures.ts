import type { Socket } from 'node:net';
import { Channels, keysFromSecret } from '#libs/keys';
import type { Frame } from '../../envelope.js';
import { frameOf, messageOf } from '../conformance/inn.fixtures.js';
import { identityOf, type Attack, type Intruder, type Struck } from '../conformance/lab.fixtures.js';
import { framed } from './assembly.js';
import { greet, type Turns } from './greeting/index.js';
import { proofsOf } from './greeting/pairs.js';
import { freshNonce, VERSION, type Challenge, type Opening } from './greeting/words.js';
import { PacketSocket } from './packet-socket.js';
import { callSerializer } from './packets.js';
import { ofFrame } from './parcels.js';

const SELF = { process: 'guest-9', ...identityOf([]) };
const STRANGER = new Channels(keysFromSecret('another secret'));
const INN = 'inn-1';

/** Opens the port of the inn, with what has been heard on the way or with keys of its own. */
export class TcpIntruder implements Intruder {
  /**
   * @param connect    to the port of a process, with the certificate of a guest where processes show one
   * @param openRogue  lets a process with these keys stand where the inn is looked for
   */
  constructor(
    private readonly connect: (process: string) => Promise<Socket>,
    private readonly openRogue: (channels: Channels) => Promise<void>,
  ) {}

  strike(attack: Attack): Promise<Struck> {
    const strikes: Record<Attack, () => Promise<Struck>> = {
      'a call of a stranger': () => this.greetAs(STRANGER),
      'a call in the name of another context': () => this.proven('not-its-name', { sender: 'payments' }),
      'a call for another receiver': () => this.proven('misdirected', { receiver: 'cellar' }),
      'a copy of a call': () => this.replay(false),
      'a call of yesterday': () => this.replay(true),
      'a call that was changed on the way': () => this.changed(),
    };
    return strikes[attack]();
  }

  async answer(): Promise<string> {
    await this.openRogue(STRANGER);
    return 'listener';
  }

  /** Proves what it says with keys of its own, whatever the inn has proven. */
  private async greetAs(channels: Channels): Promise<Struck> {
    const socket = await this.socket();
    const opening: Opening = { version: VERSION, process: SELF.process, speaks: ['guest'], nonce: freshNonce() };
    socket.say(opening);
    const challenge = JSON.parse(await socket.heard()) as Challenge;
    socket.say({ proofs: proofsOf(channels, 'caller', opening, challenge) });
    socket.netSocket.write(packetOf({}));
    return forged;
  }

  /** Speaks for guests, as it has proven, and then more. */
  private async proven(kind: string, frame: Partial<Frame>): Promise<Struck> {
    const socket = await this.socket();
    socket.trust(await greet(socket, SELF, INN));
    socket.netSocket.write(packetOf(frame));
    return { kind, times: 1, right: 0 };
  }

  /** Says once more what a whole connection has said. */
  private async replay(isOver: boolean): Promise<Struck> {
    const said: object[] = [];
    const first = await this.socket();
    const turns: Turns = {
      say: (words) => {
        said.push(words);
        first.say(words);
      },
      heard: () => first.heard(),
    };
    first.trust(await greet(turns, SELF, INN));
    const call = packetOf({});
    const answered = new Promise((resolve) => first.netSocket.once('message', resolve));
    first.netSocket.write(call);
    await answered;
    if (isOver) first.netSocket.destroy();
    const again = await this.socket();
    for (const words of said) {
      again.say(words);
      await again.heard().catch(() => undefined);
    }
    again.netSocket.write(call);
    return { ...forged, right: 1 };
  }

  private async changed(): Promise<Struck> {
    const socket = await this.socket();
    const turns: Turns = { say: (words) => socket.say(withOtherProofs(words)), heard: () => socket.heard() };
    await greet(turns, SELF, INN).catch(() => undefined);
    return forged;
  }

  private async socket(): Promise<PacketSocket> {
    return new PacketSocket(await this.connect(INN));
  }
}

const forged: Struck = { kind: 'forged', times: 1, right: 0 };

const packetOf = (frame: Partial<Frame>): Buffer => {
  const data = ofFrame({ ...frameOf([messageOf({ text: 'x' })]), ...frame });
  return framed(callSerializer.serialize({ id: 'f', pattern: 'inn.frame', data }) as string);
};

/** The same words, with proofs that are wrong by a bit. */
const withOtherProofs = (words: object): object =>
  JSON.parse(JSON.stringify(words), (_, value: unknown) =>
    typeof value === 'string' && value.length === 43 ? `${value[0] === 'A' ? 'B' : 'A'}${value.slice(1)}` : value,
  ) as object;
