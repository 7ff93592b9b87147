import { z } from 'zod';
import { Money, StoredText, Text, Token } from '#shared/kernel';

export const Sku = Token(100).regex(/^[A-Za-z0-9._-]{1,64}$/, 'letters, digits, dot, dash and underscore only');
/** So much comes in; a negative one is written off. */
export const StockDelta = z
  .int()
  .min(-1_000_000)
  .max(1_000_000)
  .refine((delta) => delta !== 0, 'nothing to receive or to write off');
/** Below so many on hand staff are told. */
export const LowStockThreshold = z.int().min(1).max(1_000_000);
export const StockReason = Text(200);
export const Product = z.object({
  id: z.uuid(),
  sku: Sku,
  name: StoredText(200),
  price: Money,
  available: z.int().min(0),
  /** Grows with every change of the others, except of what is available. */
  version: z.int().min(1),
});
/** What staff see of a product that they change. */
export const ChangedProduct = Product.extend({ lowStockThreshold: LowStockThreshold.nullable() });
/** A movement of stock; the three counters are by how much each has changed. */
export const LedgerEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  /** Null when staff received stock or wrote it off. */
  orderId: z.uuid().nullable(),
  /** What became of an order's stock, or why staff changed it. */
  reason: StoredText(200),
  onHand: z.int(),
  reserved: z.int(),
  committed: z.int(),
});
/** What a product cost from a moment on, until the next entry. */
export const PriceEntry = z.object({ price: Money, from: z.iso.datetime(), version: z.int().min(1) });
