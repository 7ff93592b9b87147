import type { OrderRefunded } from '#shared/contracts/orders';
import { equals, format, formatIn } from '#shared/kernel';
import { markup } from './html.js';
import type { Template } from './template.js';

const language = 'en';

export const orderRefunded: Template<OrderRefunded, 'order-refunded'> = {
  kind: 'order-refunded',
  language,

  subject: () => 'Your refund is on its way',

  text: ({ orderId, amount, refunded }) =>
    equals(amount, refunded)
      ? `We have given back ${format(amount)} of your order ${orderId}.`
      : `We have given back ${format(amount)} of your order ${orderId}. Altogether that is ${format(refunded)}.`,

  html: ({ orderId, amount, refunded }) =>
    equals(amount, refunded)
      ? markup`<p>We have given back <b>${formatIn(language, amount)}</b> of your order <b>${orderId}</b>.</p>`
      : markup`<p>We have given back <b>${formatIn(language, amount)}</b> of your order <b>${orderId}</b>.</p>
<p>Altogether that is <b>${formatIn(language, refunded)}</b>.</p>`,
};
