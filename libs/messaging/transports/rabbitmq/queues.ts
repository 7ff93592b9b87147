import type { Channel, Options } from 'amqplib';
import { queueName, type LaneName } from '../broker/lanes.js';

/** Each time its consumer dies, a frame is delivered again; each time but the first it is answered without being begun. */
const MOST_DELIVERIES = 5;
/** The dead-letter queue is for looking only: the outbox still has the messages. */
const MOST_DEAD = { 'x-max-length': 100, 'x-max-length-bytes': 16 * 1024 * 1024, 'x-message-ttl': 3_600_000 };

/**
 * Declares a queue of a context, the same in every process: RabbitMQ refuses another declaration of an existing queue. Frames survive the
 * broker. Requests do not: their queue ends with its last consumer, so that a request to a context that nobody serves is returned.
 */
export async function declare(channel: Channel, prefix: string, context: string, lane: LaneName): Promise<void> {
  const queue = `${prefix}.${queueName(context, lane)}`;
  if (lane === 'requests') return void (await channel.assertQueue(queue, { durable: true, autoDelete: true }));
  const dead = `${prefix}.${context}.dead`;
  await channel.assertQueue(dead, { durable: true, arguments: MOST_DEAD });
  await channel.assertQueue(queue, framesOptions(dead));
}

const framesOptions = (dead: string): Options.AssertQueue => ({
  durable: true,
  deadLetterExchange: '',
  deadLetterRoutingKey: dead,
  arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': MOST_DELIVERIES },
});
