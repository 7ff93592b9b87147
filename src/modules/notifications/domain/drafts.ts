import type { OrderCancelled, OrderConfirmed } from '#shared/contracts/orders';
import { format, type Money } from '#shared/kernel';
import type { Draft } from './message.js';

/** Texts for reasons of cancellation; a reason that is not listed is printed unchanged. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['out-of-stock', 'not everything you ordered is in stock'],
  ['payment-declined', 'the payment was declined'],
  ['timeout', 'it could not be settled in time'],
  ['customer-cancelled', 'as you wished'],
  ['ordered-by-mistake', 'as you wished'],
  ['no-longer-needed', 'as you wished'],
  ['takes-too-long', 'as you wished'],
  ['staff-cancelled', 'we had to cancel it'],
]);

export const confirmation = ({ orderId, userId, total }: OrderConfirmed): Draft => ({
  orderId,
  kind: 'order-confirmed',
  userId,
  subject: 'Your order is confirmed',
  body: `Your order ${orderId} is confirmed. ${received(total)} getting your goods ready.`,
});

const received = (total: Money): string =>
  total.amount > 0 ? `We have received ${format(total)} and are` : 'There is nothing to pay, and we are';

export const cancellation = ({ orderId, userId, reason }: OrderCancelled): Draft => ({
  orderId,
  kind: 'order-cancelled',
  userId,
  subject: 'Your order is cancelled',
  body: `Your order ${orderId} is cancelled: ${REASONS.get(reason) ?? reason}. Nothing is held for it, neither goods nor money.`,
});
