import { z } from 'zod';
import { pageOf, query, rowsOf } from '#libs/messaging/contract';
import { Id, Line, Money, StoredText } from '#shared/kernel';
import { LedgerEntry, PriceEntry, Product } from './values.js';

export class GetProduct extends query('inventory.get-product.v1', {
  payload: z.object({ id: Id }),
  reply: Product,
  errors: { 'inventory.unknown-product': 'not-found' },
  key: (q) => q.id,
}) {}

export class ListProducts extends query('inventory.list-products.v1', {
  payload: z.object({ limit: z.int().min(1).max(100), cursor: z.string().max(200).optional() }),
  reply: pageOf(Product),
  errors: { 'inventory.bad-cursor': 'invalid' },
}) {}

const ofProduct = z.object({
  productId: Id,
  limit: z.int().min(1).max(100),
  cursor: z.string().max(200).optional(),
});
const errorsOfProduct = {
  'inventory.unknown-product': 'not-found',
  'inventory.bad-cursor': 'invalid',
  'inventory.staff-only': 'forbidden',
} as const;

/** What a product has cost, the latest first: the first entry of the first page is its price now. For staff. */
export class ListProductPrices extends query('inventory.list-product-prices.v1', {
  payload: ofProduct,
  reply: pageOf(PriceEntry),
  errors: errorsOfProduct,
  key: (q) => q.productId,
  from: ['gateway'],
}) {}

/**
 * What has happened to the stock of a product, the latest first. A page looks at so many movements of all products, so it can be shorter than
 * its limit, even empty, while there is more. For staff.
 */
export class ListStockMovements extends query('inventory.list-stock-movements.v1', {
  payload: ofProduct,
  reply: pageOf(LedgerEntry),
  errors: errorsOfProduct,
  key: (q) => q.productId,
  from: ['gateway'],
}) {}

/** So many names are asked for in one request: as many as fit the largest reply, whatever is in them. */
export const MOST_NAMES = 200;

/** What things are called; a product that does not exist is left out. */
export class GetProductNames extends query('inventory.get-product-names.v1', {
  payload: z.object({ productIds: z.array(Id).min(1).max(MOST_NAMES) }),
  reply: z.object({ names: z.array(z.object({ productId: Id, name: StoredText(200) })).max(MOST_NAMES) }),
  from: ['gateway'],
}) {}

/** What things cost now, with the version of the price; a product that does not exist is left out. */
export class GetPrices extends query('inventory.get-prices.v1', {
  payload: z.object({ productIds: z.array(Id).min(1).max(100) }),
  reply: z.object({ prices: z.array(z.object({ productId: z.uuid(), price: Money, version: z.int() })).max(100) }),
  from: ['orders'],
}) {}

/** So many are compared at a time. */
export const MOST_RESERVATIONS = 100;

/**
 * The stock of orders, in the order of their ids: of these orders, or of all after one and before another. Fewer than the limit when the
 * reply is full. For whoever compares it.
 */
export class ListReservations extends query('inventory.list-reservations.v1', {
  payload: z.object({
    orderIds: z.array(Id).min(1).max(MOST_RESERVATIONS).optional(),
    after: Id.optional(),
    before: Id.optional(),
    limit: z.int().min(1).max(MOST_RESERVATIONS),
  }),
  reply: z.object({
    reservations: rowsOf(
      z.object({
        orderId: Id,
        state: z.enum(['held', 'refused', 'released', 'committed', 'returned']),
        lines: z.array(Line).max(100),
        since: z.iso.datetime(),
      }),
    ),
    hasMore: z.boolean(),
  }),
  from: ['orders'],
}) {}
