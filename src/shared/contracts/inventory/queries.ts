import { z } from 'zod';
import { pageOf, query } from '#libs/messaging/contract';
import { Id, Money } from '#shared/kernel';
import { Product } from './values.js';

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

/** What things cost now, with the version of the price; a product that does not exist is left out. */
export class GetPrices extends query('inventory.get-prices.v1', {
  payload: z.object({ productIds: z.array(Id).min(1).max(100) }),
  reply: z.object({ prices: z.array(z.object({ productId: z.uuid(), price: Money, version: z.int() })).max(100) }),
  from: ['orders'],
}) {}
