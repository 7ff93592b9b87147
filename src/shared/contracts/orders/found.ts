import { z } from 'zod';
import { Id, Line, Money, StoredText } from '#shared/kernel';
import { MOST_LINES, OrderPayment, OrderStatus } from './values.js';

/** Characters that are shown of a product's name: with longer ones an order of a hundred lines would not fit into a page. */
export const MOST_SHOWN_NAME = 180;

/** A line of a found order. `name` and `sku` are null until orders has heard of the product. */
const FoundLine = Line.extend({
  sku: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/)
    .nullable(),
  name: StoredText(MOST_SHOWN_NAME).nullable(),
  unitPrice: Money,
});

/** An order as the search finds it, with all that a page shows of it. */
export const FoundOrder = z.object({
  id: Id,
  status: OrderStatus,
  /** Why it was cancelled. */
  reason: z.string().max(200).nullable(),
  payment: OrderPayment,
  /** Name and address are null until orders has heard of the account. */
  customer: z.object({ id: Id, name: StoredText(200).nullable(), email: z.string().max(254).nullable() }),
  lines: z.array(FoundLine).max(MOST_LINES),
  total: Money,
  placedAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
});
export type FoundOrder = z.output<typeof FoundOrder>;
