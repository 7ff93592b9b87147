import type { Row } from '#libs/database';
import { fromWire, keyReused, type WireError } from '../errors.js';
import type { Ending } from './decisions.js';
import type { Item } from './item.js';

/** The reply to an earlier copy of this request. There is none when that copy was a message, or when the reply has expired. */
export function endingOf({ scope }: Item, row: Row | undefined): Ending {
  if (!row) return { kind: 'done', reply: undefined };
  if (row['fingerprint'] !== (scope.request!.fingerprint ?? null)) return { kind: 'refused', error: keyReused() };
  const { reply, error } = JSON.parse(row['body'] as string) as { reply?: unknown; error?: WireError };
  return error ? { kind: 'refused', error: fromWire(error) } : { kind: 'done', reply };
}
