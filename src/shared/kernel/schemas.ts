import { z } from 'zod';

/** A UUID in the one spelling that keys are compared in. */
export const Id = z.uuid().toLowerCase();

/** So many of one product. */
export const Line = z.object({ productId: Id, quantity: z.int().min(1).max(1_000) });
export type Line = z.output<typeof Line>;

/** Where to go on reading: an opaque cursor, or null at the end. */
export const Page = z.object({ next: z.string().nullable(), hasMore: z.boolean() });
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ data: z.array(item), page: Page });
