import { setTimeout as pause } from 'node:timers/promises';
import type { Refusal } from '../contract/index.js';
import type { Carrier, Reply, Request } from '../envelope.js';
import { messagingError, Unreachable, Unreadable } from '../errors.js';

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;
/** Attempts end this long before the deadline, while it is still known that nothing was begun. */
const SPARE_MS = 5;

interface Repetition {
  /** By performance.now(). */
  readonly deadline: number;
  /** How the first attempt ended. */
  readonly error: Error;
  /** False: what was not begun is not repeated. */
  readonly isPatient: boolean;
}

/**
 * Repeats a request without an answer. If it was not begun: until the deadline, with exponential, jittered pauses, since the context may
 * be starting. If the connection broke: once, with the same id, so that the inbox recognises it; not more often, because the request
 * may be what crashes its receivers.
 */
export async function repeated(
  carrier: Pick<Carrier, 'request'>,
  request: Request,
  { deadline, error, isPatient }: Repetition,
): Promise<Reply> {
  let last = error;
  let hasBroken = false;
  for (let longest = FIRST_PAUSE_MS; ; longest = Math.min(LONGEST_PAUSE_MS, longest * 2)) {
    if (last instanceof Unreadable) throw messagingError('message.unreadable', `${request.type}: ${last.message}`);
    const isBroken = !(last instanceof Unreachable);
    if (isBroken && hasBroken)
      throw messagingError('request.unanswered', `${request.type}: ${last.message}, and before; it may have been done`);
    hasBroken ||= isBroken;
    const left = isPatient || isBroken ? deadline - SPARE_MS - performance.now() : 0;
    if (left <= 0) throw hasBroken ? unanswered(request) : away(request, `${last.message}; nothing happened`);
    await pause(Math.min(left, longest * (0.5 + Math.random() / 2)));
    try {
      return await carrier.request({ ...request, remainingMs: Math.max(1, deadline - performance.now()) });
    } catch (next) {
      last = next as Error;
    }
  }
}

export const unanswered = ({ type, remainingMs }: Request): Refusal =>
  messagingError(
    'request.deadline',
    `${type} was not answered within ${Math.round(remainingMs)} ms; it may have been done`,
  );

const away = ({ type }: Request, why: string): Refusal => messagingError('context.unavailable', `${type}: ${why}`);
