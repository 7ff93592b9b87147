import type { Redis } from 'ioredis';
import { BrokerFailed } from '../broker/broker-failed.js';
import type { PendingCalls } from '../broker/pending-calls.js';

/** A call that has waited less is not checked. */
const OVERDUE_MS = 1_000;
const MOST_AT_ONCE = 256;

/**
 * Finds calls that will not be answered, because the process that took them has ended or the broker has lost them, long before their
 * deadlines. Only overdue calls are checked, so an ordinary call costs nothing.
 */
export class LostCalls {
  /** Calls whose job was missing at the last check. At the first check the answer may still be in transit. */
  private missing = new Set<string>();

  constructor(
    private readonly redis: Redis,
    private readonly prefix: string,
    private readonly pending: PendingCalls,
  ) {}

  async look(): Promise<void> {
    const overdue = this.pending.olderThan(performance.now() - OVERDUE_MS).slice(0, MOST_AT_ONCE);
    const jobs = overdue.length
      ? await this.jobsOf(overdue.map(({ queue, id }) => `${this.prefix}:${queue}:${id}`))
      : [];
    const takers = [...new Set(jobs.map(({ taker }) => taker).filter((taker) => taker !== null))];
    const gone = takers.length ? await this.goneOf(takers) : new Set();
    const missing = new Set<string>();
    for (const [i, { id }] of overdue.entries()) {
      const { isThere, taker } = jobs[i]!;
      if (taker && gone.has(taker)) this.pending.failed(id, new Error('the process that had taken the call is gone'));
      if (isThere) continue;
      if (this.missing.has(id)) this.pending.failed(id, new BrokerFailed('the broker has forgotten the call'));
      missing.add(id);
    }
    this.missing = missing;
  }

  /** BullMQ notes under `pb` (processed by) the name of the worker that takes a job. */
  private async jobsOf(keys: readonly string[]): Promise<readonly { isThere: boolean; taker: string | null }[]> {
    const pipeline = this.redis.pipeline();
    for (const key of keys) pipeline.hmget(key, 'name', 'pb');
    const answers = (await pipeline.exec()) ?? [];
    return answers.map(([error, values]) => {
      if (error) throw error;
      const [name, taker] = values as [string | null, string | null];
      return { isThere: name !== null, taker };
    });
  }

  /** A worker has the name of its process's channel, to which the process is subscribed while it runs. */
  private async goneOf(channels: readonly string[]): Promise<ReadonlySet<string>> {
    const counts = await this.redis.pubsub('NUMSUB', ...channels);
    return new Set(channels.filter((_, i) => Number(counts[2 * i + 1]) === 0));
  }
}
