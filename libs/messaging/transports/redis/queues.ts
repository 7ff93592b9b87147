import { Queue, type QueueOptions } from 'bullmq';
import { queueName, type LaneName } from '../broker/lanes.js';
import type { Broker } from './broker.js';

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
