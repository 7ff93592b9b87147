import { z } from 'zod';
import { pageOf, query } from '#libs/messaging/contract';
import { Id } from '#shared/kernel';
import { MOST_REFUNDS, Refund } from './refunds.js';
import { amountHasCurrency, NO_CURRENCY, orderFilters, searchErrors } from './search.js';
import { Order } from './values.js';

const oneOrder = { errors: { 'orders.not-found': 'not-found' }, from: ['gateway'] } as const;

/** An order of the caller and whose it is, since staff may see everybody's; another user's order does not exist for them. */
export class GetOrder extends query('orders.get-order.v1', {
  payload: z.object({ id: Id }),
  reply: Order.extend({ userId: Id, refunds: z.array(Refund).max(MOST_REFUNDS) }),
  key: (q) => q.id,
  ...oneOrder,
}) {}

/** The order as soon as it is final, or as it is after `waitMs`. */
export class AwaitOrder extends query('orders.await-order.v1', {
  payload: z.object({ id: Id, waitMs: z.int().min(0).max(30_000) }),
  reply: Order,
  key: (q) => q.id,
  ...oneOrder,
}) {}

/**
 * The caller's orders, the newest first. Without a filter they are as they are now. With one they are found in the read model, which is
 * seconds behind, and shown as they are now; one that does not match any more is left out, so that a page may be shorter.
 */
export class ListOrders extends query('orders.list-orders.v1', {
  payload: z
    .object({ ...orderFilters, limit: z.int().min(1).max(100), cursor: z.string().max(200).optional() })
    .refine(amountHasCurrency, NO_CURRENCY),
  reply: pageOf(Order),
  errors: searchErrors,
  from: ['gateway'],
}) {}
