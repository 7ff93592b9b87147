import { z } from 'zod';

/**
 * A number in a query string, in decimal digits only: Number() would also accept `0x10`, `1e1`, `+5` and ` 5 `. The schema of the
 * OpenAPI document is given explicitly, since it cannot be derived from a transformed string.
 */
const decimal = (min: number, max: number, absent: number) =>
  z
    .string()
    .regex(/^(?:0|[1-9]\d{0,8})$/, 'a whole number in decimal digits')
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .default(absent);

/** Pagination: `?limit=25&cursor=…`, with the cursor of the previous page. */
export const PageQuery = z.strictObject({
  limit: decimal(1, 100, 25),
  cursor: z.string().min(1).max(200).optional(),
});
export type PageQuery = z.output<typeof PageQuery>;
