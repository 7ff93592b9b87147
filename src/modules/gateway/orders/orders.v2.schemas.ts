import { z } from 'zod';
import { pageOf } from '#libs/messaging/contract';
import * as orders from '#shared/contracts/orders';
import { PaymentAttempt, PaymentStatus } from '#shared/contracts/payments';
import { Money } from '#shared/kernel';
import { User } from '../users/users.schemas.js';
import { Message } from './orders.schemas.js';

/** The parts that did not come. A part that is null and not listed here does not exist. */
const degradedOf = (...parts: readonly string[]) =>
  z
    .array(z.object({ part: z.enum(parts), code: z.string() }))
    .describe('Parts that did not come and are null, with the error code; empty when all is there.');

const lines = z.array(orders.PricedLine.extend({ name: z.string().nullable() }));

const Payment = z
  .object({ status: PaymentStatus, amount: Money, refunded: Money, attempts: z.array(PaymentAttempt) })
  .meta({ id: 'Payment' });

/** An order with what the other contexts know of it. */
export const OrderDetails = orders.Order.extend({
  lines,
  customer: User.omit({ role: true }).nullable(),
  payment: Payment.nullable(),
  messages: z.array(Message).nullable(),
  degraded: degradedOf('customer', 'names', 'payment', 'messages'),
}).meta({ id: 'OrderDetails' });

const OrderSummary = orders.Order.extend({
  lines,
  payment: z.object({ status: PaymentStatus }).nullable(),
}).meta({ id: 'OrderSummary' });

export const OrderSummaryPage = pageOf(OrderSummary)
  .extend({ degraded: degradedOf('names', 'payment') })
  .meta({ id: 'OrderSummaryPage' });
