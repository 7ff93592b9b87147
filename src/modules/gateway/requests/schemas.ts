import { z } from 'zod';

/**
 * A number in a query string, in decimal digits only: Number() would also accept `0x10`, `1e1`, `+5` and ` 5 `. The schema of the
 * OpenAPI document is given explicitly: what is derived would be that of a string.
 */
const digits = (min: number, max: number) =>
  z
    .string()
    .regex(/^(?:0|[1-9]\d{0,14})$/, 'a whole number in decimal digits')
    .transform(Number)
    .pipe(z.int().min(min).max(max));
const typed = (min: number, max: number) => ({ type: 'integer', pattern: undefined, minimum: min, maximum: max });

export const decimal = (min: number, max: number, absent: number, description: string) =>
  digits(min, max)
    .default(absent)
    .meta({ ...typed(min, max), default: absent, description });

/** A number that may be left out. */
export const optionalDecimal = (min: number, max: number, meta: { description: string; examples: number[] }) =>
  digits(min, max)
    .optional()
    .meta({ ...typed(min, max), ...meta });

/** Pagination: `?limit=25&cursor=…`, with the cursor of the previous page. */
export const PageQuery = z.strictObject({
  limit: decimal(1, 100, 25, 'How many rows a page has at most.'),
  cursor: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'The `next` of the page before; none for the first page.', examples: ['MTc2NA'] }),
});
export type PageQuery = z.output<typeof PageQuery>;
