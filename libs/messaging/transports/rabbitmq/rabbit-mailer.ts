import type { ConfirmChannel, Message } from 'amqplib';
import { Unreachable } from '../../errors.js';
import type { Mailer, PutCall } from '../broker/broker-carrier.js';
import { BrokerFailed } from '../broker/broker-failed.js';
import { queueName, type LaneName } from '../broker/lanes.js';
import type { Broker } from './broker.js';
import { SteadyChannel } from './steady-channel.js';

/** Sends the calls of this process to the queues of all contexts. */
export class Outlet {
  private readonly channel: SteadyChannel<ConfirmChannel>;

  constructor(private readonly broker: Broker) {
    this.channel = new SteadyChannel<ConfirmChannel>({
      link: broker.out,
      isConfirming: true,
      failed: () => undefined,
      setUp: async (channel) => void channel.on('return', (message: Message) => this.returned(message)),
    });
  }

  opened(): Promise<void> {
    return this.channel.opened();
  }

  get isOpen(): boolean {
    return this.channel.now !== undefined;
  }

  send(queue: string, { id, remainingMs, call }: PutCall, persistent: boolean): void {
    const { pending } = this.broker.desk;
    const failed = (error: Error) => pending.failed(id, new BrokerFailed(error.message));
    const options = { messageId: id, mandatory: true, persistent, expiration: Math.max(1, Math.ceil(remainingMs)) };
    try {
      this.channel.now!.sendToQueue(
        queue,
        Buffer.from(JSON.stringify(call)),
        options,
        (error) => error && failed(error),
      );
    } catch (error) {
      failed(error as Error);
    }
  }

  close(): Promise<void> {
    return this.channel.close();
  }

  /** Without a queue there is nobody who serves the context. */
  private returned({ fields, properties }: Message): void {
    this.broker.desk.pending.failed(
      String(properties.messageId),
      new Unreachable(`no process serves ${fields.routingKey} over RabbitMQ`),
    );
  }
}

/** Puts the calls to one context into its queues. */
export class RabbitMailer implements Mailer {
  constructor(
    private readonly context: string,
    private readonly broker: Broker,
    private readonly outlet: Outlet,
  ) {}

  trouble(): string | undefined {
    return this.broker.trouble() ?? (this.outlet.isOpen ? undefined : 'the channel to RabbitMQ is closed');
  }

  put(lane: LaneName, call: PutCall): void {
    this.outlet.send(this.broker.queue(queueName(this.context, lane)), call, lane === 'frames');
  }

  /** RabbitMQ removes the call when its time is over. */
  takeBack(): void {}
}
