import { Problem } from '../problems/problem.js';

const BARE = /^[\x21-\x7e]{1,255}$/;
/** A string of RFC 9651: quotes and backslashes in it are escaped. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,255})"$/;

/** The client's key, bare or as a quoted string; both forms are the same key. Throws a 400 for anything else. */
export function idempotencyKey(header: string): string {
  const quoted = QUOTED.exec(header)?.[1];
  if (quoted !== undefined) return quoted.replaceAll(/\\(.)/g, '$1');
  if (header.startsWith('"') || !BARE.test(header)) throw new Problem(400, 'idempotency.key-malformed');
  return header;
}
