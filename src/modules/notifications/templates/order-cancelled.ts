import type { OrderCancelled } from '#shared/contracts/orders';
import { markup } from './html.js';
import type { Template } from './template.js';

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
const why = (reason: string): string => REASONS.get(reason) ?? reason;

export const orderCancelled: Template<OrderCancelled, 'order-cancelled'> = {
  kind: 'order-cancelled',
  language: 'en',

  subject: () => 'Your order is cancelled',

  text: ({ orderId, reason }) =>
    `Your order ${orderId} is cancelled: ${why(reason)}. Nothing is held for it, neither goods nor money.`,

  html: ({ orderId, reason }) => markup`<p>Your order <b>${orderId}</b> is cancelled: ${why(reason)}.</p>
<p>Nothing is held for it, neither goods nor money.</p>`,
};
