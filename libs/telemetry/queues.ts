import { gauge } from './instrument.js';
import { metering } from './metering.js';

/** Of every bounded queue of a process, by `queue` and, where it belongs to one, `context`. */
export const QUEUE_ITEMS = gauge('cleave.queue.items', '{item}', 'What waits in a queue, or holds one of its places.');
export const QUEUE_LIMIT = gauge('cleave.queue.limit', '{item}', 'Places of the queue; what comes beyond is refused.');

/** Lets the metrics tell how full a queue of the process is, as long as it runs. */
export const observeQueue = (queue: string, items: () => number, limit: () => number): void =>
  void metering?.observe([QUEUE_ITEMS, QUEUE_LIMIT], (tell) => {
    tell(QUEUE_ITEMS, items(), { queue });
    tell(QUEUE_LIMIT, limit(), { queue });
  });
