import { gauge } from './instrument.js';

/** Of every bounded queue of a process, by `queue` and, where it belongs to one, `context`. */
export const QUEUE_ITEMS = gauge('cleave.queue.items', '{item}', 'What waits in a queue, or holds one of its places.');
export const QUEUE_LIMIT = gauge('cleave.queue.limit', '{item}', 'Places of the queue; what comes beyond is refused.');
