import type { KeyObject } from 'node:crypto';
import type { Channels } from '#libs/keys';
import type { Refusals } from '../proof/index.js';
import type { BrokerClock } from './broker-clock.js';
import { readJob, speakerOf, type RedisCall } from './call.js';
import { isProvenCall } from './call-proof.js';
import { SeenCalls } from './seen-calls.js';

/** Longer than any deadline. */
const LONGEST_MS = 3_600_000;
const MOST_NAME = 40;

/** An accepted call, and the key that proves its answer. */
interface Admitted {
  readonly call: RedisCall;
  readonly key: KeyObject;
}

/** Accepts only calls with a valid proof of their sender, each once; refuses, counts and logs everything else. */
export class CallGuard {
  private readonly seen = new SeenCalls();

  constructor(
    private readonly channels: Channels,
    private readonly clock: BrokerClock,
    private readonly refusals: Refusals,
  ) {}

  /** @param id  the id of the job */
  admit(id: string, receiver: string, data: unknown): Admitted | undefined {
    const job = readJob(data);
    if (!job) return this.refuse('unreadable', `a job for ${receiver} that holds no call`);
    const speaker = speakerOf(job);
    const key = this.keyOf(speaker, receiver);
    const named = `a call to ${receiver} in the name of ${JSON.stringify(speaker.slice(0, MOST_NAME))}`;
    if (!key || !isProvenCall(key, id, receiver, job)) return this.refuse('forged', `${named} that it has not made`);
    const now = this.clock.now();
    const leftMs = job.until - now;
    if (leftMs <= 0) return this.refuse('late', `${named} that came ${Math.round(-leftMs)} ms after its deadline`);
    if (leftMs > LONGEST_MS) return this.refuse('unending', `${named} without a deadline`);
    if (!this.seen.isFirst(id, job.until, now)) return this.refuse('replayed', `${named} that came before`);
    return { call: job, key };
  }

  /** Undefined for unknown names: a client of the broker can write any name. */
  private keyOf(speaker: string, receiver: string): KeyObject | undefined {
    try {
      return this.channels.keyOf(speaker, receiver, 'proof');
    } catch {
      return undefined;
    }
  }

  private refuse(kind: string, what: string): undefined {
    this.refusals.refused(kind, `refused: ${what}`);
  }
}
