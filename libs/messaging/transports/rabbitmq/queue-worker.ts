import type { Channel, ConsumeMessage } from 'amqplib';
import type { CallServer } from '../broker/call-server.js';
import { AT_ONCE, queueName, type LaneName } from '../broker/lanes.js';
import type { Broker } from './broker.js';
import { declarationOf } from './queues.js';
import { SteadyChannel } from './steady-channel.js';

/** Takes the calls of one lane to a context out of its queue; each is taken by one process. */
export class QueueWorker {
  private readonly channel: SteadyChannel;
  private readonly running = new Set<Promise<void>>();
  private readonly consumer = 'calls';

  constructor(
    private readonly server: CallServer,
    lane: LaneName,
    private readonly broker: Broker,
  ) {
    const queue = broker.queue(queueName(server.context, lane));
    this.channel = new SteadyChannel({
      link: broker.in,
      failed: ({ message }) => broker.options.logger.debug(`${queue}: ${message}`),
      setUp: async (channel, reopen) => {
        await channel.assertQueue(queue, declarationOf[lane]);
        await channel.prefetch(AT_ONCE[lane]);
        await channel.consume(queue, (message) => (message ? this.take(channel, message) : reopen()), {
          consumerTag: this.consumer,
        });
      },
    });
  }

  start(): Promise<void> {
    return this.channel.opened();
  }

  /** Takes no new calls and waits for running ones. */
  async stop(): Promise<void> {
    await this.channel.now?.cancel(this.consumer).catch(() => undefined);
    this.server.stop();
    await Promise.all(this.running);
    await this.channel.close();
  }

  private take(channel: Channel, message: ConsumeMessage): void {
    const run = this.run(channel, message).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async run(channel: Channel, message: ConsumeMessage): Promise<void> {
    const answer = await this.server.answerTo(String(message.properties.messageId), dataIn(message));
    if (answer) this.broker.answer(answer.to, answer.text);
    try {
      channel.ack(message);
    } catch {
      // the channel has ended meanwhile: the broker delivers the call again
    }
  }
}

function dataIn({ content }: ConsumeMessage): unknown {
  try {
    return JSON.parse(content.toString());
  } catch {
    return undefined;
  }
}
