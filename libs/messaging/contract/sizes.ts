import { z } from 'zod';

/** Limit of a message or request as JSON, in characters. The same within and between processes, so that a split changes nothing. */
export const MOST_MESSAGE = 256 * 1024;
/** Limit of a reply. */
export const MOST_REPLY = 512 * 1024;
/** Limit of the rows in a reply that is cut by size; the rest is for its other fields. */
export const MOST_ROWS = 256 * 1024;

/** Size limits that a schema does not express: the maximum of characters of JSON, or that a list is cut by size. */
export const sizes = z.registry<{ readonly most: number } | { readonly endsBySize: true }>();

/** A list of any length. The handler must cut it by `fitting`. */
export const rowsOf = <T extends z.ZodType>(row: T) => z.array(row).register(sizes, { endsBySize: true });

/** An object with any fields, of so many characters as JSON. */
export const fieldsOf = (most: number) =>
  z
    .record(z.string(), z.unknown())
    .refine((fields) => JSON.stringify(fields).length <= most, `more than ${most} characters`)
    .register(sizes, { most });

/** The first rows, as many as fit into a reply; at least one, since by its schema no single row is too large. */
export function fitting<T>(rows: readonly T[]): T[] {
  let characters = 0;
  const end = rows.findIndex((row, n) => (characters += JSON.stringify(row).length + 1) > MOST_ROWS && n > 0);
  return end < 0 ? [...rows] : rows.slice(0, end);
}
