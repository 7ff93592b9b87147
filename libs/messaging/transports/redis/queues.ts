import { Queue, type QueueOptions } from 'bullmq';
import type { Broker } from './broker.js';

/** Frames must not wait behind requests, nor the other way round: each lane of a context has a queue. */
export const LANES = ['frames', 'requests'] as const;
export type LaneName = (typeof LANES)[number];

/** The same name in every process; with the prefix it begins the queue's keys. */
export const queueName = (context: string, lane: LaneName): string => `${context}.${lane}`;

/**
 * One attempt, and nothing is kept: the sender's outbox or the caller tries again. A job that is kept under its id would make a later `add`
 * a silent no-op. BullMQ writes three events per job; nobody reads them.
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
