import { z } from 'zod';
import { pageOf } from '#libs/messaging/contract';
import * as orders from '#shared/contracts/orders';
import { PaymentAttempt, PaymentStatus } from '#shared/contracts/payments';
import { Money } from '#shared/kernel';
import { User } from '../users/users.schemas.js';
import { Message, orderExample } from './orders.schemas.js';

/** The parts that did not come. A part that is null and not listed here does not exist. */
const degradedOf = (...parts: readonly string[]) =>
  z
    .array(z.object({ part: z.enum(parts), code: z.string() }))
    .describe('Parts that did not come and are null, with the error code; empty when all is there.');

const lines = z.array(orders.PricedLine.extend({ name: z.string().nullable() }));

const example = { ...orderExample, lines: orderExample.lines.map((line) => ({ ...line, name: 'Mug' })) };
const { total: amount, placedAt: at } = orderExample;
const paymentExample = {
  status: 'captured',
  amount,
  refunded: { amount: 0, currency: 'EUR' },
  attempts: [{ kind: 'charge', outcome: 'captured', amount, reason: null, at }],
};

const Payment = z
  .object({ status: PaymentStatus, amount: Money, refunded: Money, attempts: z.array(PaymentAttempt) })
  .meta({
    id: 'Payment',
    description: 'Where the money of an order stands, and the calls to the provider.',
    examples: [paymentExample],
  });

/** An order with what the other contexts know of it. */
export const OrderDetails = orders.Order.extend({
  lines,
  refunds: z.array(orders.Refund),
  customer: User.omit({ role: true }).nullable(),
  payment: Payment.nullable(),
  messages: z.array(Message).nullable(),
  degraded: degradedOf('customer', 'names', 'payment', 'messages'),
}).meta({
  id: 'OrderDetails',
  description: 'An order with what the other contexts know of it.',
  examples: [
    {
      ...example,
      refunds: [],
      customer: { id: '01890a5d-ac96-774b-bcce-b30209900001', email: 'ada@example.org', name: 'Ada' },
      payment: paymentExample,
      messages: null,
      degraded: [{ part: 'messages', code: 'context.unavailable' }],
    },
  ],
});

const OrderSummary = orders.Order.extend({
  lines,
  payment: z.object({ status: PaymentStatus }).nullable(),
}).meta({
  id: 'OrderSummary',
  description: 'An order with product names and the state of its payment.',
  examples: [{ ...example, payment: { status: 'captured' } }],
});

export const OrderSummaryPage = pageOf(OrderSummary)
  .extend({ degraded: degradedOf('names', 'payment') })
  .meta({
    id: 'OrderSummaryPage',
    description: 'A page of orders, the newest first.',
    examples: [
      { data: [{ ...example, payment: { status: 'captured' } }], page: { next: null, hasMore: false }, degraded: [] },
    ],
  });
