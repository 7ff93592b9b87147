import { z } from 'zod';
import { command } from '#libs/messaging/contract';
import { Id, Line, Money, Text } from '#shared/kernel';
import { ChangedProduct, LowStockThreshold, Product, Sku, StockDelta, StockReason } from './values.js';

/** An order's lines travel in each of its messages: whoever asks the reservation for them first loads in two rounds. */
const lines = z.array(Line).min(1).max(100);

export class AddProduct extends command('inventory.add-product.v1', {
  payload: z.object({ sku: Sku, name: Text(200), price: Money }),
  reply: Product,
  errors: { 'inventory.sku-taken': 'conflict' },
  // The demo catalogue comes without a caller, from the process itself.
  audit: ({ sku, price }, product, caller) =>
    caller && { sku, price: `${price.amount} ${price.currency}`, product: product?.id },
  key: (c) => c.sku,
  from: ['gateway', 'host'],
}) {}

/**
 * Changes what is given, if the product is still what the operator has seen: `version` is that of the product. It is refused as stale
 * otherwise, so that nobody overwrites a change that he does not know of.
 */
export class ChangeProduct extends command('inventory.change-product.v1', {
  payload: z.object({
    id: Id,
    version: z.int().min(0),
    name: Text(200).optional(),
    price: Money.optional(),
    /** Null takes it away. */
    lowStockThreshold: LowStockThreshold.nullable().optional(),
  }),
  reply: ChangedProduct,
  errors: { 'inventory.unknown-product': 'not-found', 'inventory.stale-product': 'conflict' },
  audit: ({ id, version, name, price, lowStockThreshold }) => ({
    product: id,
    version,
    name,
    price: price && `${price.amount} ${price.currency}`,
    low: lowStockThreshold === null ? 'none' : lowStockThreshold,
  }),
  key: (c) => c.id,
  from: ['gateway'],
}) {}

/** Receives stock, or writes it off when `delta` is negative. */
export class AdjustStock extends command('inventory.adjust-stock.v1', {
  payload: z.object({
    productId: Id,
    delta: StockDelta,
    reason: StockReason,
  }),
  reply: z.object({ productId: z.uuid(), onHand: z.int(), available: z.int() }),
  errors: { 'inventory.unknown-product': 'not-found', 'inventory.not-enough-stock': 'conflict' },
  audit: ({ productId, delta, reason }, _, caller) => caller && { product: productId, delta, reason },
  key: (c) => c.productId,
  from: ['gateway', 'host'],
}) {}

/** Sets the lines aside for an order: all of them or none. Answered by StockReserved or StockRejected. */
export class ReserveStock extends command('inventory.reserve-stock.v1', {
  payload: z.object({ orderId: Id, lines }),
  key: (c) => c.orderId,
  from: ['orders'],
}) {}

/** Gives an order's stock back, and sees to it that a reservation which arrives later holds nothing. */
export class ReleaseStock extends command('inventory.release-stock.v1', {
  payload: z.object({ orderId: Id, lines }),
  key: (c) => c.orderId,
  from: ['orders'],
}) {}

/** The order is confirmed: what was reserved leaves the shelf. */
export class CommitStock extends command('inventory.commit-stock.v1', {
  payload: z.object({ orderId: Id, lines }),
  key: (c) => c.orderId,
  from: ['orders'],
}) {}

/**
 * A part of what was committed for an order comes back to the shelf, once per return: answered by StockReturned, however often it is asked.
 * Before the commit it fails and is tried again, as long as messages are; it leaves no mark, so the commit that it has overtaken is
 * carried out.
 */
export class ReturnStock extends command('inventory.return-stock.v1', {
  payload: z.object({ orderId: Id, returnId: Id, lines }),
  key: (c) => c.orderId,
  from: ['orders'],
}) {}
