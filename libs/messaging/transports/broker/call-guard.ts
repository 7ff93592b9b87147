import type { KeyObject } from 'node:crypto';
import type { Channels } from '#libs/keys';
import type { Refusals } from '../proof/index.js';
import type { TransportName } from '../transport.js';
import type { CallClock } from './call-clock.js';
import { readCall, speakerOf, type BrokerCall } from './call.js';
import { isProvenCall } from './call-proof.js';
import { SeenCalls } from './seen-calls.js';

/** Longer than any deadline. */
const LONGEST_MS = 3_600_000;
const MOST_NAME = 40;
/** Clocks that differ more are set wrong; a recorded call of long ago looks the same. */
const MOST_DIFFERENCE_MS = 5 * 60_000;

/** An accepted call, and the key by which it was proven: its answer is proven by the same, so the caller accepts it. */
interface Admitted {
  readonly call: BrokerCall;
  readonly key: KeyObject;
}

interface GuardOptions {
  readonly over: TransportName;
  readonly channels: Channels;
  readonly clock: CallClock;
  readonly refusals: Refusals;
}

/** Accepts only calls with a valid proof of their sender, each once; refuses, counts and logs everything else. */
export class CallGuard {
  private readonly seen = new SeenCalls();

  constructor(private readonly options: GuardOptions) {}

  /** @param isAgain  the broker says that it has delivered the call before, so a copy of it is no forgery */
  admit(id: string, receiver: string, data: unknown, isAgain = false): Admitted | undefined {
    const { over, clock } = this.options;
    const call = readCall(data);
    if (!call) return this.refuse('unreadable', `something sent to ${receiver} that is no call`);
    const speaker = speakerOf(call);
    const key = this.keysOf(speaker, receiver).find((one) => isProvenCall({ key: one, over }, id, receiver, call));
    const named = `a call to ${receiver} in the name of ${JSON.stringify(speaker.slice(0, MOST_NAME))}`;
    if (!key) return this.refuse('forged', `${named} that it has not made`);
    const apart = clock.differenceMs(call);
    if (Math.abs(apart) > MOST_DIFFERENCE_MS)
      return this.refuse(
        'late',
        `${named}: sent ${Math.round(apart / 1_000)} s ago by its clock: a copy, or set the clocks of both machines`,
      );
    const leftMs = clock.leftMs(call);
    if (leftMs <= 0) return this.refuse('late', `${named} that came ${Math.round(-leftMs)} ms after its deadline`);
    if (leftMs > LONGEST_MS) return this.refuse('unending', `${named} without a deadline`);
    if (!this.seen.isFirst(id, performance.now() + leftMs, performance.now()))
      return isAgain ? undefined : this.refuse('replayed', `${named} that came before`);
    return { call, key };
  }

  /** None for unknown names: a client of the broker can write any name. */
  private keysOf(speaker: string, receiver: string): readonly KeyObject[] {
    try {
      return this.options.channels.keysOf(speaker, receiver, 'proof');
    } catch {
      return [];
    }
  }

  private refuse(kind: string, what: string): undefined {
    this.options.refusals.refused(kind, `refused: ${what}`);
  }
}
