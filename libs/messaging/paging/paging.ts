import type { z } from 'zod';
import { fitting, type Page } from '../contract/index.js';

interface Paged<T> {
  readonly data: T[];
  readonly page: z.output<typeof Page>;
}

/** Makes a page and the cursor of the next one from rows of which one more than the limit was read; limited by the size of a reply. */
export function paged<T>(rows: readonly T[], limit: number, keyOf: (row: T) => unknown): Paged<T> {
  const data = fitting(rows.slice(0, limit));
  const last = data.at(-1);
  const hasMore = rows.length > data.length && last !== undefined;
  return { data, page: { hasMore, next: hasMore ? cursorAt(keyOf(last)) : null } };
}

/** Base64url of JSON. Clients return it unchanged, so its content may change with every release. */
export const cursorAt = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * The key after which a page begins; undefined without a cursor. Only the exact text that `cursorAt` makes of this key is accepted, since
 * Buffer and JSON also parse many other texts to the same key. Throws `bad()` for any other text.
 */
export function startOf<T>(cursor: string | undefined, key: z.ZodType<T>, bad: () => Error): T | undefined {
  if (cursor === undefined) return undefined;
  const { data } = key.safeParse(json(Buffer.from(cursor, 'base64url').toString()));
  if (data === undefined || cursorAt(data) !== cursor) throw bad();
  return data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
