import { Queue, type QueueOptions } from 'bullmq';
import type { Broker } from './broker.js';

/** Each context has one queue for frames and one for requests, so that neither waits behind the other. */
export const LANES = ['frames', 'requests'] as const;
export type LaneName = (typeof LANES)[number];

/** The same in every process; prefix and name begin the queue's keys. */
export const queueName = (context: string, lane: LaneName): string => `${context}.${lane}`;

/**
 * One attempt, since the outbox or the caller retries. Finished jobs are removed: with a kept job, BullMQ silently ignores a later `add`
 * with the same id. BullMQ writes three events per job, which are not read.
 */
export function queueOf(broker: Broker, context: string, lane: LaneName): Queue {
  const options: QueueOptions = {
    connection: broker.connections.commands,
    prefix: broker.options.prefix,
    skipVersionCheck: true,
    skipWaitingForReady: true,
    streams: { events: { maxLen: 100 } },
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true, stackTraceLimit: 0 },
  };
  const queue = new Queue(queueName(context, lane), options);
  return queue.on('error', () => undefined);
}
