import { Undelivered } from '../ports/undelivered.js';

/** The longest pause of an e-mail that a server has put off, or may have. */
const LONGEST_PAUSE_MS = 600_000;

/** The server lives: it has answered, or was not asked. */
export const isAnswer = (error: unknown): boolean =>
  error instanceof Undelivered && (error.why === 'later' || error.why === 'busy');

/**
 * Longer from send to send: a server that gave no answer may have delivered each of them, and one that asks for time wants it.
 * Undefined, which is as usual, when it certainly has nothing.
 */
export function pauseMs(error: unknown, sends: number, retryMs: number): number | undefined {
  const isSafe = error instanceof Undelivered && (error.why === 'away' || error.why === 'busy');
  return isSafe ? undefined : Math.min(retryMs * 2 ** sends, LONGEST_PAUSE_MS);
}
