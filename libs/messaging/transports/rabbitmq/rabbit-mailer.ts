import { Unreachable } from '../../errors.js';
import type { Mailer, PutCall } from '../broker/broker-carrier.js';
import { queueName, type LaneName } from '../broker/lanes.js';
import type { Broker } from './broker.js';

/** Puts the calls to one context into its queues. */
export class RabbitMailer implements Mailer {
  constructor(
    private readonly context: string,
    private readonly broker: Broker,
  ) {}

  trouble(): string | undefined {
    return this.broker.trouble();
  }

  /**
   * The queue for requests ends with its last consumer, so the broker itself returns what nobody serves; the one for frames stays, so its
   * consumers are counted once a second. A queue without consumers gets nothing.
   */
  put(lane: LaneName, call: PutCall): void {
    const queue = queueName(this.context, lane);
    const { presence } = this.broker;
    const isSure = lane === 'frames' ? presence.isFresh(queue) : !presence.isKnownEmpty(queue);
    if (isSure) this.broker.send(lane, queue, call);
    else void this.putIfServed(lane, queue, call);
  }

  /** RabbitMQ removes the call when its time is over. */
  takeBack(): void {}

  private async putIfServed(lane: LaneName, queue: string, call: PutCall): Promise<void> {
    try {
      if (!(await this.broker.presence.isServed(queue)))
        throw new Unreachable(`no process serves ${this.context} over RabbitMQ`);
      this.broker.send(lane, queue, call);
    } catch (error) {
      this.broker.desk.pending.failed(call.id, error as Error);
    }
  }
}
