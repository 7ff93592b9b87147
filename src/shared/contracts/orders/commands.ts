import { z } from 'zod';
import { command } from '#libs/messaging/contract';
import { Id, Line, Money } from '#shared/kernel';
import { MOST_LINES, OrderStatus, PaymentMethod } from './values.js';

/** Places an order for the caller. The reply is the order as accepted; the checkout goes on by itself. */
export class PlaceOrder extends command('orders.place-order.v1', {
  payload: z.object({
    lines: z.array(Line).min(1).max(MOST_LINES),
    /** May be left out where there is nothing to pay. */
    payment: z.object({ method: PaymentMethod }).optional(),
  }),
  reply: z.object({ id: Id, status: OrderStatus, total: Money }),
  errors: {
    'orders.unknown-product': 'invalid',
    'orders.duplicate-product': 'invalid',
    'orders.mixed-currencies': 'invalid',
    'orders.total-too-large': 'invalid',
    'orders.total-too-small': 'invalid',
    'orders.payment-required': 'invalid',
    'orders.not-signed-in': 'forbidden',
  },
  from: ['gateway'],
}) {}
