import type { Options } from 'amqplib';
import type { LaneName } from '../broker/lanes.js';

/** How the queues of a context are declared, the same in every process: RabbitMQ refuses another declaration of an existing queue. */
export const declarationOf: Readonly<Record<LaneName, Options.AssertQueue>> = {
  frames: { durable: true, arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': 5 } },
  requests: { durable: true, autoDelete: true },
};
