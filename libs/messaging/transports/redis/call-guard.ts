import type { Channels } from '#libs/keys';
import type { Refusals } from '../proof/index.js';
import type { BrokerClock } from './broker-clock.js';
import { readJob, speakerOf, type Call } from './call.js';
import { isProvenCall } from './call-proof.js';
import { SeenCalls } from './seen-calls.js';

/** Longer than any deadline: nobody waits for more than an hour. */
const LONGEST_MS = 3_600_000;
const MOST_NAME = 40;

/** A call that may be served, and the key under which it is answered. */
interface Admitted {
  readonly call: Call;
  readonly key: Buffer;
}

/** Lets in the calls that a context has made to this process's contexts, each once; refuses, counts and tells everything else. */
export class CallGuard {
  private readonly seen = new SeenCalls();

  constructor(
    private readonly channels: Channels,
    private readonly clock: BrokerClock,
    private readonly refusals: Refusals,
  ) {}

  /** @param id  of the job */
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

  /** Whoever writes to the broker may choose any name; for most there is no key here. */
  private keyOf(speaker: string, receiver: string): Buffer | undefined {
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
