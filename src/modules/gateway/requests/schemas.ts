import { z } from 'zod';

/** Which part of a list: `?limit=25&cursor=…`, the cursor as the page before gave it. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().min(1).max(200).optional(),
});
export type PageQuery = z.output<typeof PageQuery>;
