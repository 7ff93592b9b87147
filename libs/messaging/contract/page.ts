import { z } from 'zod';
import { rowsOf } from './sizes.js';

/** Where to go on reading: an opaque cursor, or null at the end. A page may end before its limit, where a row more would be too much for one reply. */
export const Page = z.object({ next: z.string().max(200).nullable(), hasMore: z.boolean() });
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ data: rowsOf(item), page: Page });
