import type { Message } from '../envelope.js';
import { ALONE_AFTER } from '../inbox/item.js';
import type { Lane } from './lane.js';
import type { Room } from './sweep-sql.js';

/** Rows of one receiver in one sweep. */
const MOST_AT_ONCE = 1_000;
/**
 * Rows of one receiver that were sent before without an answer. All of them together would all be suspects if the process
 * died again at once, and suspects go one by one: 220 of them needed more than the 30 s that an order has for its stock.
 */
const MOST_AGAIN = 16;
const NEVER = 2 ** 31 - 1;

/** Effects travel one by one anyway, and asking the world what became of them cannot kill anybody. */
export function roomOf(lane: Lane, mayBeLonely: boolean): Room {
  const room = { receiver: lane.receiver, inCompany: mostOf(lane), bytes: lane.roomInBytes };
  if (lane.isToWorld) return { ...room, again: 0, againAfter: NEVER, alone: 0, aloneAfter: NEVER };
  const again = Math.min(mostOf(lane), Math.max(0, MOST_AGAIN - lane.again));
  return { ...room, again, againAfter: 1, alone: mayBeLonely ? 1 : 0, aloneAfter: ALONE_AFTER };
}

/** Whether a sweep took all that the lane had room for: more may be due. To be asked before the lane has got them. */
export function fills(lane: Lane, messages: readonly Message[]): boolean {
  if (messages.length >= mostOf(lane)) return true;
  return messages.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) >= lane.roomInBytes;
}

const mostOf = (lane: Lane): number => Math.min(lane.room, MOST_AT_ONCE);
