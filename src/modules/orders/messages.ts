import { z } from 'zod';
import { event } from '#libs/messaging/contract';

/** The checkout has waited for long enough. A message to oneself. */
export class CheckoutTimer extends event('orders.checkout-timer.v1', {
  payload: z.object({ orderId: z.uuid(), timerId: z.uuid() }),
  key: (t) => t.orderId,
}) {}

/** A refund has waited for long enough. A message to oneself. No work under way: the provider may leave a refund pending for days. */
export class RefundTimer extends event('orders.refund-timer.v1', {
  payload: z.object({ orderId: z.uuid(), refundId: z.uuid(), timerId: z.uuid() }),
  key: (t) => t.refundId,
  isWork: false,
}) {}
