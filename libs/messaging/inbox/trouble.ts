import { ConnectionLost } from '#libs/database';

/**
 * What an error of a batch means.
 * - `conflict`: a concurrent transaction was first; the same items are tried again
 * - `held`: another transaction does not release a row lock
 * - `too-slow`: this batch, or an item of it, takes too long
 * - `lost`: the connection broke; the commit may have been done
 * - `environment`: the database is not available; wait
 * - `broken`: a violated constraint, a wrong type: caused by one of the items
 * - `bug`: thrown in Node outside a decision: a defect of this library, not caused by an item
 */
export type Trouble = 'conflict' | 'held' | 'too-slow' | 'lost' | 'environment' | 'broken' | 'bug';

const BY_CODE: Readonly<Record<string, Trouble>> = {
  '40001': 'conflict', // also raised by the guards
  '40P01': 'conflict',
  '23505': 'conflict', // a row inserted since it was found absent, or a version of a stream appended meanwhile
  '55P03': 'held',
  '25006': 'environment', // a server that has become a standby is read-only
  '57014': 'too-slow',
  '25P03': 'too-slow',
  '25P04': 'too-slow',
};
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ENOENT',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
/** Connection errors of pg that have no code. */
const CONNECTING = /timeout|^Connection terminated/i;

/** Whether a repeated conflict is caused by concurrent writers. A repeated unique violation is caused by the item, unless it is a version of a stream. */
export function isOutrun(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '40001' || code === '40P01' || (code === '23505' && constraint === 'event_pkey');
}

/** A message that was assumed to be new is already in the inbox. */
export const isTakenBefore = (error: unknown): boolean =>
  (error as { constraint?: string }).constraint === 'inbox_pkey';

export function troubleOf(error: unknown): Trouble {
  if (error instanceof ConnectionLost) return 'lost';
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return CONNECTING.test(String((error as Error).message)) ? 'environment' : 'bug';
  if (BY_CODE[code]) return BY_CODE[code];
  if (NETWORK.has(code)) return 'environment';
  // 53: out of disk, memory or connections; 57P0x: shutting down or starting up; 08: connection; 58: I/O of the system
  if (/^(53|57P0|08|58|XX)/.test(code)) return 'environment';
  return /^[0-9A-Z]{5}$/.test(code) ? 'broken' : 'bug';
}

/** An error of the database as a sentence, with its statement, table, column and constraint. */
export function describeError(error: unknown): string {
  const { code, message, table, column, constraint, statement } = error as Record<string, string | undefined>;
  const named = { statement, table, column, constraint };
  const where = Object.entries(named).flatMap(([what, name]) => (name ? [`${what} ${name}`] : []));
  return `${message ?? String(error)}${code ? ` (${code})` : ''}${where.length ? ` in ${where.join(', ')}` : ''}`;
}
