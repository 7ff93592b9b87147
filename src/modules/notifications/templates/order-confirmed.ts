import type { OrderConfirmed } from '#shared/contracts/orders';
import { format, formatIn } from '#shared/kernel';
import { markup } from './html.js';
import type { Template } from './template.js';

const language = 'en';

export const orderConfirmed: Template<OrderConfirmed, 'order-confirmed'> = {
  kind: 'order-confirmed',
  language,

  subject: () => 'Your order is confirmed',

  text: ({ orderId, total }) =>
    total.amount > 0
      ? `Your order ${orderId} is confirmed. We have received ${format(total)} and are getting your goods ready.`
      : `Your order ${orderId} is confirmed. There is nothing to pay, and we are getting your goods ready.`,

  html: ({ orderId, total }) =>
    total.amount > 0
      ? markup`<p>Your order <b>${orderId}</b> is confirmed.</p>
<p>We have received <b>${formatIn(language, total)}</b> and are getting your goods ready.</p>`
      : markup`<p>Your order <b>${orderId}</b> is confirmed.</p>
<p>There is nothing to pay, and we are getting your goods ready.</p>`,
};
