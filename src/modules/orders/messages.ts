import { z } from 'zod';
import { event } from '#libs/messaging/contract';

/** The checkout's time is up for a step. A message to oneself. */
export class CheckoutTimer extends event('orders.checkout-timer.v1', {
  payload: z.object({ orderId: z.uuid(), step: z.string(), timerId: z.uuid() }),
  key: (t) => t.orderId,
}) {}
