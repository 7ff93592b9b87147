import { Channels, keysFromSecret } from '#libs/keys';
import { newId } from '../../ids.js';
import { frameOf, messageOf, requestOf } from '../conformance/inn.fixtures.js';
import type { Attack, Intruder, Struck } from '../conformance/lab.fixtures.js';
import type { TransportName } from '../transport.js';
import { answerOf } from './answer.js';
import { proofOfCall } from './call-proof.js';
import type { BrokerCall } from './call.js';
import type { LaneName } from './lanes.js';

/** What every client of one broker can do. */
export interface BrokerAccess {
  readonly over: TransportName;
  /** The keys of the lab, with which the intruder makes the calls that somebody has a right to make, to misuse them afterwards. */
  readonly channels: Channels;
  /** Puts this text into the queue of a lane of the inn, under this id, which may have been used before. */
  put(lane: LaneName, id: string, text: string): Promise<void>;
  /** Sends this text to where a process waits for its answers. */
  tell(to: string, text: string): Promise<void>;
}

type Call = Record<string, any>;
type Change = (call: Call) => void;
const STRANGER = new Channels(keysFromSecret('another secret'));
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const LIFE_MS = 5_000;
const DAY_MS = 86_400_000;

const CHANGES: readonly (readonly [LaneName, Change])[] = [
  ['frames', ({ frame: { messages } }) => (messages[0].body = '{"text":"!"}')],
  ['frames', ({ frame: { messages } }) => (messages[0].headers = messages[0].headers.replace('guest', 'cook'))],
  ['frames', ({ frame: { messages } }) => (messages[0].id = newId())],
  ['frames', ({ frame: { messages } }) => (messages[0].sends = 9)],
  ['frames', ({ frame: { messages } }) => messages.push(messages[0])],
  ['frames', ({ frame }) => (frame.sender = 'cook')],
  ['frames', (call) => (call['until'] += 1)],
  ['frames', (call) => (call['sent'] -= 1)],
  ['requests', ({ request }) => (request.headers.source = 'cook')],
  ['requests', ({ request }) => (request.headers.caller = { userId: newId(), role: 'admin' })],
  ['requests', ({ request }) => (request.body = '{"text":"!"}')],
  ['requests', ({ request }) => (request.fingerprint = 'x')],
  ['requests', (call) => (call['from'] = 'the answers of a thief')],
];

/** Any client of the broker: writes into the queues, and answers what others ask. */
export class BrokerIntruder implements Intruder {
  constructor(private readonly access: BrokerAccess) {}

  strike(attack: Attack): Promise<Struck> {
    const strikes: Record<Attack, () => Promise<Struck>> = {
      'a call of a stranger': () => this.inBothLanes((call) => this.send(call, { by: STRANGER })),
      'a call in the name of another context': () => this.inBothLanes((call) => this.send(call, { speaker: 'cook' })),
      'a call for another receiver': () => this.inBothLanes((call) => this.send(call, { to: 'cellar' })),
      'a copy of a call': () => this.copy(),
      'a call of yesterday': () => this.inBothLanes((call) => this.send(call, { ago: DAY_MS }), 'late'),
      'a call that was changed on the way': () => this.changed(),
    };
    return strikes[attack]();
  }

  async answer(heard: string): Promise<string> {
    const { over, channels, tell } = this.access;
    const [, to] = /"from":"([^"]+)"/.exec(heard)!;
    const said = (by: Channels, id: string) =>
      answerOf({ key: by.keyOf('guest', 'inn', 'proof'), over }, id, { reply: { body: '"forged"' } });
    for (const id of new Set(heard.match(UUID))) {
      const another = newId();
      for (const text of [said(STRANGER, id), said(channels, another).replace(another, id), `${id} x {"reply":1}`])
        await tell(to!, text);
    }
    for (const noise of ['', '{', 'null', '[]']) await tell(to!, noise);
    return 'answer';
  }

  private async inBothLanes(send: (call: BrokerCall) => Promise<unknown>, kind = 'forged'): Promise<Struck> {
    for (const lane of ['frames', 'requests'] as const) await send(callIn(lane));
    return { kind, times: 2, right: 0 };
  }

  private async copy(): Promise<Struck> {
    const { id, text } = await this.send(callIn('frames'), {});
    await this.access.put('frames', id, text);
    return { kind: 'replayed', times: 1, right: 1 };
  }

  private async changed(): Promise<Struck> {
    for (const [lane, change] of CHANGES) await this.send(callIn(lane), { change });
    return { kind: 'forged', times: CHANGES.length, right: 0 };
  }

  /** Proves a call by the key of a channel, changes it, and puts it into the queue of the inn. */
  private async send(
    call: BrokerCall,
    { by = this.access.channels, speaker = 'guest', to = 'inn', ago = 0, change = () => undefined }: Way,
  ): Promise<{ id: string; text: string }> {
    const { over } = this.access;
    const [id, key] = [newId(), by.keyOf('guest', to, 'proof')];
    const said = inTheNameOf(speaker, { ...call, sent: call.sent - ago, until: call.until - ago });
    const proven: Call = { ...said, proof: proofOfCall({ over, key }, id, to, said) };
    change(proven);
    const text = JSON.stringify(proven);
    await this.access.put('frame' in call ? 'frames' : 'requests', id, text);
    return { id, text };
  }
}

/** How a call differs from a right one. */
interface Way {
  readonly by?: Channels;
  readonly speaker?: string;
  /** The receiver for which it is proven. */
  readonly to?: string;
  readonly ago?: number;
  /** After it was proven. */
  readonly change?: Change;
}

function inTheNameOf(speaker: string, call: BrokerCall): BrokerCall {
  if ('frame' in call) return { ...call, frame: { ...call.frame, sender: speaker } };
  return { ...call, request: { ...call.request, headers: { ...call.request.headers, source: speaker } } };
}

function callIn(lane: LaneName): BrokerCall {
  const sent = Date.now();
  const content =
    lane === 'frames' ? { frame: frameOf([messageOf({ text: '?' })]) } : { request: requestOf({ text: '?' }) };
  return { from: 'nowhere', sent, until: sent + LIFE_MS, ...content };
}
