import { z } from 'zod';

/**
 * A number of a query, in the one way in which people write it: Number() reads `0x10`, `1e1`, `+5` and ` 5 `, too. The document
 * describes what it is, which does not follow from the text that it is made of.
 */
const decimal = (min: number, max: number, absent: number) =>
  z
    .string()
    .regex(/^(?:0|[1-9]\d{0,8})$/, 'a whole number in decimal digits')
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .default(absent);

/** Which part of a list: `?limit=25&cursor=…`, the cursor as the page before gave it. */
export const PageQuery = z.strictObject({
  limit: decimal(1, 100, 25),
  cursor: z.string().min(1).max(200).optional(),
});
export type PageQuery = z.output<typeof PageQuery>;
