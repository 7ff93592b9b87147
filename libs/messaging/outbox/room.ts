import type { Message } from '../envelope.js';
import { ALONE_AFTER } from '../inbox/item.js';
import type { Lane } from './lane.js';
import type { Room } from './sweep-sql.js';

/** At most so many rows of one receiver in one sweep. */
const MOST_AT_ONCE = 1_000;
/**
 * At most so many rows of one receiver that were sent before without an answer. If the process crashed again, each of those in
 * flight would be a suspect, and suspects are sent one by one: 220 of them took longer than the 30 s in which an order must get
 * its stock.
 */
const MOST_AGAIN = 16;
const NEVER = 2 ** 31 - 1;

/** Effects are sent one by one anyway, and are never suspects: they call an external system, which cannot crash this process. */
export function roomOf(lane: Lane, maySendSuspect: boolean): Room {
  const room = { receiver: lane.receiver, inCompany: mostOf(lane), bytes: lane.roomInBytes };
  if (lane.isToWorld) return { ...room, again: 0, againAfter: NEVER, alone: 0, aloneAfter: NEVER };
  const again = Math.min(mostOf(lane), Math.max(0, MOST_AGAIN - lane.again));
  return { ...room, again, againAfter: 1, alone: maySendSuspect ? 1 : 0, aloneAfter: ALONE_AFTER };
}

/** Whether a sweep filled the room of the lane, so that more rows may be due. Call it before the messages are pushed to the lane. */
export function fills(lane: Lane, messages: readonly Message[]): boolean {
  if (messages.length >= mostOf(lane)) return true;
  return messages.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0) >= lane.roomInBytes;
}

const mostOf = (lane: Lane): number => Math.min(lane.room, MOST_AT_ONCE);
