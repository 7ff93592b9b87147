import { z } from 'zod';
import { query } from '#libs/messaging/contract';
import { Id, Money } from '#shared/kernel';
import { PaymentStatus } from './values.js';

/** Payments knows no users: the gateway shows this only beside an order that orders has shown to the same caller. */
export class GetPaymentOfOrder extends query('payments.get-payment-of-order.v1', {
  payload: z.object({ orderId: Id }),
  reply: z.object({
    orderId: Id,
    status: PaymentStatus,
    /** What was asked for: nothing, in no currency (XXX), when the order was given up before that. */
    amount: Money,
    refunded: Money,
  }),
  errors: { 'payments.not-found': 'not-found' },
  key: (q) => q.orderId,
  from: ['gateway'],
}) {}
