import { z } from 'zod';

/** A UUID in the one spelling that keys are compared in. */
export const Id = z.uuid().toLowerCase();

/** A Text of `max` code points as it is read back: it was checked when it came in, and is only bounded here, in UTF-16 units. */
export const StoredText = (max: number) => z.string().max(2 * max);

/** So many of one product. */
export const Line = z.object({ productId: Id, quantity: z.int().min(1).max(1_000) });
export type Line = z.output<typeof Line>;
