import { ALONE_AFTER } from '../inbox/item.js';
import type { Lane } from './lane.js';
import type { Room } from './sweep-sql.js';

/** Rows of one receiver in one sweep: bodies may be large, and a lane knows their bytes only when they are here. */
const MOST_AT_ONCE = 1_000;

/** Effects travel one by one anyway, and asking the world what became of them cannot kill anybody. */
export const roomOf = (lane: Lane, mayBeLonely: boolean): Room =>
  lane.receiver.endsWith('.effects')
    ? { receiver: lane.receiver, inCompany: mostOf(lane), alone: 0, aloneAfter: 2 ** 31 - 1 }
    : { receiver: lane.receiver, inCompany: mostOf(lane), alone: mayBeLonely ? 1 : 0, aloneAfter: ALONE_AFTER };

/** How many rows are swept for it at once. */
export const mostOf = (lane: Lane): number => Math.min(lane.room, MOST_AT_ONCE);
