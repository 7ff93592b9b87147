import { z } from 'zod';
import { rowsOf } from './sizes.js';

/** The position of the next page: an opaque cursor, or null at the end. A page may be shorter than its limit, when a reply is full. */
export const Page = z.object({ next: z.string().max(200).nullable(), hasMore: z.boolean() });
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ data: rowsOf(item), page: Page });
