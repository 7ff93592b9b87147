import type { Channel, ConsumeMessage } from 'amqplib';
import type { LaneWorker } from '../broker/broker-transport.js';
import type { CallServer } from '../broker/call-server.js';
import { AT_ONCE, queueName, type LaneName } from '../broker/lanes.js';
import type { Broker } from './broker.js';
import { declare } from './queues.js';
import { refusalIn } from './requirements.js';
import { SteadyChannel } from './steady-channel.js';
import { textIn } from './text-in.js';

const CONSUMER = 'calls';
/** To find a queue empty whose calls are taken all the time. */
const MOST_TRIES = 20;

/** Takes the calls of one lane to a context out of its queue; each is taken by one process. */
export class QueueWorker implements LaneWorker {
  private readonly channel: SteadyChannel;
  private readonly running = new Set<Promise<void>>();
  /** The last attempt to consume was neither successful nor refused. */
  private isStuck = false;
  private isStopping = false;
  private readonly queue: string;

  constructor(
    private readonly server: CallServer,
    private readonly lane: LaneName,
    private readonly broker: Broker,
  ) {
    const { prefix, logger } = broker.options;
    const queue = (this.queue = `${prefix}.${queueName(server.context, lane)}`);
    this.channel = new SteadyChannel({
      link: broker.in,
      failed: ({ message }) => broker.trouble() ?? logger.warn(`${queue}: ${message}`),
      setUp: async (channel, reopen) => {
        await broker.canAnswer(); // what is taken before could not be answered
        if (this.isStuck) await this.remove(channel, queue);
        this.isStuck = true;
        await declare(channel, prefix, server.context, lane).catch(this.refused);
        await channel.prefetch(AT_ONCE[lane]);
        // null: the queue was deleted, or the broker has ended the consumer
        const take = (message: ConsumeMessage | null) => {
          if (message) this.take(channel, message);
          else if (!this.isStopping) reopen();
        };
        await channel.consume(queue, take, { consumerTag: CONSUMER }).catch(this.refused);
        this.isStuck = false;
      },
    });
  }

  start(): Promise<void> {
    return this.channel.opened();
  }

  /** Takes no new calls and waits for running ones. What the broker has sent meanwhile is answered as not begun. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.server.stop();
    if (this.lane === 'requests') await this.leaveNone().catch(() => undefined);
    await this.channel.now?.cancel(CONSUMER).catch(() => undefined);
    await Promise.all(this.running);
    this.channel.close();
  }

  /**
   * The queue of requests ends with its last consumer, and with it what waits there: its callers would wait for their deadlines when another
   * process soon declares the queue again. So the last consumer deletes it in a moment when it is empty; what comes later is returned.
   */
  private async leaveNone(): Promise<void> {
    for (let n = 0; n < MOST_TRIES; n++) {
      const { consumerCount } = await this.broker.in.ask((other) => other.checkQueue(this.queue));
      if (consumerCount > 1) return;
      const removed = this.broker.in.ask((other) => other.deleteQueue(this.queue, { ifEmpty: true }));
      if (await removed.catch(() => undefined)) return;
    }
  }

  /**
   * A quorum queue that was declared less than a second before the broker was killed comes back without a leader (RabbitMQ before 3.12): it
   * is there, and whoever consumes waits for a minute. Its messages are lost already; their outboxes send them again.
   */
  private async remove(channel: Channel, queue: string): Promise<void> {
    const found = await this.broker.in.ask((other) => other.checkQueue(queue)).catch(() => undefined);
    if (found?.consumerCount === 0) await channel.deleteQueue(queue);
  }

  /** The broker has answered: a queue of another kind, or one without the right to it, stays as it is. */
  private readonly refused = (error: Error): never => {
    if (refusalIn(error)) this.isStuck = false;
    throw error;
  };

  private take(channel: Channel, message: ConsumeMessage): void {
    const run = this.run(channel, message).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async run(channel: Channel, message: ConsumeMessage): Promise<void> {
    const { fields, properties } = message;
    const answer = await this.server.answerTo(String(properties.messageId), dataIn(message), fields.redelivered);
    if (answer) await this.broker.answer(answer.to, answer.text);
    try {
      channel.ack(message);
    } catch {
      // the channel has ended meanwhile: the broker delivers the call again
    }
  }
}

function dataIn(message: ConsumeMessage): unknown {
  try {
    return JSON.parse(textIn(message) ?? '');
  } catch {
    return undefined;
  }
}
