import { z } from 'zod';

/** Of a message or request as JSON, in characters. The same in a process and between processes, so that a split changes nothing. */
export const MOST_MESSAGE = 256 * 1024;
/** Of a reply. */
export const MOST_REPLY = 512 * 1024;
/** Of the rows in a reply that ends by size; the rest is for what stands beside them. */
export const MOST_ROWS = 256 * 1024;

/** What a schema's own limits do not tell: the most characters of JSON, or that the list ends where a row more would be too much. */
export const sizes = z.registry<{ readonly most: number } | { readonly endsBySize: true }>();

/** A list of any length. Whoever answers with it cuts it by `fitting`. */
export const rowsOf = <T extends z.ZodType>(row: T) => z.array(row).register(sizes, { endsBySize: true });

/** An object with any fields, of so many characters as JSON. */
export const fieldsOf = (most: number) =>
  z
    .record(z.string(), z.unknown())
    .refine((fields) => JSON.stringify(fields).length <= most, `more than ${most} characters`)
    .register(sizes, { most });

/** The first rows, as many as one reply can carry; never none of some, since no row alone is too large by its schema. */
export function fitting<T>(rows: readonly T[]): T[] {
  let characters = 0;
  const end = rows.findIndex((row, n) => (characters += JSON.stringify(row).length + 1) > MOST_ROWS && n > 0);
  return end < 0 ? [...rows] : rows.slice(0, end);
}
