import { z } from 'zod';
import { event } from '#libs/messaging/contract';
import { Line, Money } from '#shared/kernel';

/** The whole of what copies of a product keep; `version` grows with every change of it. */
export class ProductChanged extends event('inventory.product-changed.v1', {
  payload: z.object({ productId: z.uuid(), sku: z.string(), name: z.string(), price: Money, version: z.int() }),
  key: (e) => e.productId,
}) {}

/** Fewer than staff want are left of a product; told once for each time that its stock falls below the threshold. */
export class StockLow extends event('inventory.stock-low.v1', {
  payload: z.object({ productId: z.uuid(), onHand: z.int(), threshold: z.int() }),
  key: (e) => e.productId,
}) {}

export class StockReserved extends event('inventory.stock-reserved.v1', {
  payload: z.object({ orderId: z.uuid() }),
  key: (e) => e.orderId,
}) {}

export class StockRejected extends event('inventory.stock-rejected.v1', {
  payload: z.object({
    orderId: z.uuid(),
    missing: z.array(z.object({ productId: z.uuid(), wanted: z.int(), available: z.int() })),
  }),
  key: (e) => e.orderId,
}) {}

export class StockReleased extends event('inventory.stock-released.v1', {
  payload: z.object({ orderId: z.uuid() }),
  key: (e) => e.orderId,
}) {}

export class StockCommitted extends event('inventory.stock-committed.v1', {
  payload: z.object({ orderId: z.uuid() }),
  key: (e) => e.orderId,
}) {}

export class StockReturned extends event('inventory.stock-returned.v1', {
  payload: z.object({ orderId: z.uuid(), returnId: z.uuid() }),
  key: (e) => e.orderId,
}) {}

/**
 * The stock of an order is held for so long that its checkout should have ended: told again after a pause, as long as it is held. Orders
 * releases it when it is not needed; inventory never does by itself.
 */
export class StockOverdue extends event('inventory.stock-overdue.v1', {
  payload: z.object({ orderId: z.uuid(), lines: z.array(Line).min(1).max(100), since: z.iso.datetime() }),
  key: (e) => e.orderId,
}) {}
