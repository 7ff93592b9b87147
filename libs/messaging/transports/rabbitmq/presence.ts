import { within } from '../../deadline/index.js';
import { BrokerFailed } from '../broker/broker-failed.js';
import type { PendingCalls } from '../broker/pending-calls.js';
import type { Link } from './link.js';

/** So long a queue is taken to be served without asking again. A call that has waited less is not checked. */
const FRESH_MS = 1_000;
const ASK_MS = 2_000;

/** Knows which queues are served, by the number of their consumers. */
export class Presence {
  /** When a queue had a consumer, by performance.now(); -Infinity: it had none. */
  private readonly seen = new Map<string, number>();
  private readonly asking = new Map<string, Promise<boolean>>();

  constructor(
    private readonly link: Link,
    private readonly prefix: string,
    private readonly pending: PendingCalls,
  ) {}

  /** Whether the queue had a consumer within the last second, without asking. */
  isFresh(queue: string): boolean {
    return performance.now() - (this.seen.get(queue) ?? -Infinity) < FRESH_MS;
  }

  /** Whether it had none when that was asked last. */
  isKnownEmpty(queue: string): boolean {
    return this.seen.get(queue) === -Infinity;
  }

  /** Concurrent questions are one. Rejects when the broker cannot be asked. */
  isServed(queue: string): Promise<boolean> {
    const asked = this.asking.get(queue) ?? this.ask(queue).finally(() => this.asking.delete(queue));
    this.asking.set(queue, asked);
    return asked;
  }

  /** Ends the calls that wait in queues that nobody serves any more: the process that had taken them is gone, or they were lost. */
  async look(): Promise<void> {
    const overdue = this.pending.olderThan(performance.now() - FRESH_MS);
    for (const [queue, calls] of Map.groupBy(overdue, (call) => call.queue)) {
      if (await this.isServed(queue)) continue;
      for (const { id } of calls) this.pending.failed(id, new Error(`no process serves ${queue} any more`));
    }
  }

  private async ask(queue: string): Promise<boolean> {
    const asked = this.link.ask((channel) => channel.checkQueue(`${this.prefix}.${queue}`));
    const late = (): never => {
      throw new Error('RabbitMQ does not say who serves the queue');
    };
    const count = await within(ASK_MS, asked, late)
      .then(({ consumerCount }) => consumerCount)
      .catch((error: Error & { code?: number }) => {
        if (error.code === 404) return 0;
        throw new BrokerFailed(error.message);
      });
    this.seen.set(queue, count > 0 ? performance.now() : -Infinity);
    return count > 0;
  }
}
