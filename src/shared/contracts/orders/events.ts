import { z } from 'zod';
import { event } from '#libs/messaging/contract';
import { Id, Money } from '#shared/kernel';

const about = { orderId: Id, userId: Id };

export class OrderConfirmed extends event('orders.order-confirmed.v1', {
  payload: z.object({ ...about, total: Money }),
  key: (e) => e.orderId,
}) {}

/** A part of what was paid for the order has been given back; of a cancellation `order-cancelled` is said as well, when the goods are back. */
export class OrderRefunded extends event('orders.order-refunded.v1', {
  payload: z.object({
    ...about,
    refundId: Id,
    amount: Money,
    refunded: Money.describe('All that was given back so far.'),
  }),
  key: (e) => e.orderId,
}) {}

/** Said when nothing is held for the order any more: no stock, no money. */
export class OrderCancelled extends event('orders.order-cancelled.v1', {
  payload: z.object({ ...about, reason: z.string().max(200) }),
  key: (e) => e.orderId,
}) {}
