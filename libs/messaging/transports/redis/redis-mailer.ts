import type { Queue } from 'bullmq';
import { Unreachable } from '../../errors.js';
import type { Mailer, PutCall } from '../broker/broker-carrier.js';
import { BrokerFailed } from '../broker/broker-failed.js';
import type { LaneName } from '../broker/lanes.js';
import type { Broker } from './broker.js';
import { queueOf } from './queues.js';

/** While no process serves the context, jobs older than this were left by callers that were killed before they could remove them. */
const LEFT_BEHIND_MS = 60_000;
const MOST_CLEANED = 1_000;
const TAKE_BACK = `if redis.call('LREM', KEYS[1], 1, ARGV[1]) == 0 then return 0 end return redis.call('DEL', KEYS[2])`;

/** Adds the calls to one context to its queues, and removes them when their caller has given up. */
export class RedisMailer implements Mailer {
  private readonly queues: Readonly<Record<LaneName, Queue>>;

  constructor(
    private readonly context: string,
    private readonly broker: Broker,
  ) {
    this.queues = { frames: queueOf(broker, context, 'frames'), requests: queueOf(broker, context, 'requests') };
  }

  trouble(): string | undefined {
    return this.broker.trouble();
  }

  put(lane: LaneName, { id, call }: PutCall): void {
    void this.add(lane, id, call);
  }

  takeBack(lane: LaneName, id: string): void {
    void this.remove(lane, id);
  }

  /** Asks whether a process serves the context together with adding the job: asking first would cost every call a round trip. */
  private async add(lane: LaneName, id: string, job: PutCall['call']): Promise<void> {
    const { pending } = this.broker.desk;
    try {
      const serving = this.broker.serversOf(this.context).catch(() => 1); // unknown: assume that one does
      const [count] = await Promise.all([serving, this.queues[lane].add(lane, job, { jobId: id })]);
      if (count > 0 || !(await this.remove(lane, id))) return;
      pending.failed(id, new Unreachable(`no process serves ${this.context} over Redis`));
      await this.queues[lane].clean(LEFT_BEHIND_MS, MOST_CLEANED, 'wait');
    } catch (error) {
      pending.failed(id, refusalIn(error as Error) ?? new BrokerFailed((error as Error).message));
    }
  }

  /** True when no process had begun the job. BullMQ's `remove` also returns true for a finished job. */
  private async remove(lane: LaneName, id: string): Promise<boolean> {
    const [waiting, job] = [this.queues[lane].toKey('wait'), this.queues[lane].toKey(id)];
    return (await this.broker.connections.commands.eval(TAKE_BACK, 2, waiting, job, id).catch(() => 0)) === 1;
  }
}

/** An error reply of Redis (memory full, loading, read-only replica) means that the job was not added. */
const refusalIn = (error: Error): Unreachable | undefined =>
  error.name === 'ReplyError' ? new Unreachable(`Redis refuses: ${error.message}`) : undefined;
