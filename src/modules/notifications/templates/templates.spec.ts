import { OrderCancelled, OrderConfirmed, OrderRefunded } from '#shared/contracts/orders';
import { money } from '#shared/kernel';
import { topicOfRefund, type Letter } from '../domain/message.js';
import { orderId, refundId, userId } from '../domain/message.fixtures.js';
import { orderCancelled } from './order-cancelled.js';
import { orderConfirmed } from './order-confirmed.js';
import { orderRefunded } from './order-refunded.js';
import { letterOf } from './template.js';

/** With the HTML made. */
const made = ({ html, ...draft }: Letter) => ({ ...draft, html: html() });
const confirmation = (amount: number, currency = 'EUR') =>
  made(letterOf(orderConfirmed, new OrderConfirmed({ orderId, userId, total: money(amount, currency) })));
const cancellation = (reason: string) =>
  made(letterOf(orderCancelled, new OrderCancelled({ orderId, userId, reason })));
const refund = (amount: number, refunded: number, currency = 'EUR') => {
  const sums = { amount: money(amount, currency), refunded: money(refunded, currency) };
  return made(
    letterOf(orderRefunded, new OrderRefunded({ orderId, userId, refundId, ...sums }), topicOfRefund(refundId)),
  );
};

describe('the e-mails', () => {
  it('confirm with the order and what was paid', () => {
    expect(confirmation(2500)).toEqual({
      orderId,
      kind: 'order-confirmed',
      userId,
      subject: 'Your order is confirmed',
      body: `Your order ${orderId} is confirmed. We have received 25.00 EUR and are getting your goods ready.`,
      html: `<p>Your order <b>${orderId}</b> is confirmed.</p>\n<p>We have received <b>€25.00</b> and are getting your goods ready.</p>`,
    });
  });

  it.each([
    ['JPY', '¥2,500', '2500 JPY'],
    ['KWD', 'KWD\u00a02.500', '2.500 KWD'],
  ])('write sums of %s with its digits', (currency, inHtml, inText) => {
    expect(confirmation(2500, currency)).toMatchObject({
      html: expect.stringContaining(`<b>${inHtml}</b>`),
      body: expect.stringContaining(inText),
    });
  });

  it('confirm what costs nothing without a word of money that was received', () => {
    const { body, html } = confirmation(0);
    expect(body).toBe(
      `Your order ${orderId} is confirmed. There is nothing to pay, and we are getting your goods ready.`,
    );
    expect(html).toContain('There is nothing to pay');
    expect(html).not.toContain('received');
  });

  it.each([
    ['out-of-stock', 'not everything you ordered is in stock'],
    ['payment-declined', 'the payment was declined'],
    ['timeout', 'it could not be settled in time'],
    ['customer-cancelled', 'as you wished'],
    ['no-longer-needed', 'as you wished'],
    ['staff-cancelled', 'we had to cancel it'],
    ['something-new', 'something-new'],
    ['constructor', 'constructor'],
  ])('say why an order is cancelled (%s)', (reason, words) => {
    expect(cancellation(reason)).toMatchObject({
      kind: 'order-cancelled',
      body: `Your order ${orderId} is cancelled: ${words}. Nothing is held for it, neither goods nor money.`,
      html: expect.stringContaining(`is cancelled: ${words}.</p>`),
    });
  });

  it('tell of a refund, and which one', () => {
    expect(refund(500, 500)).toEqual({
      orderId,
      kind: `order-refunded.${refundId}`,
      userId,
      subject: 'Your refund is on its way',
      body: `We have given back 5.00 EUR of your order ${orderId}.`,
      html: `<p>We have given back <b>€5.00</b> of your order <b>${orderId}</b>.</p>`,
    });
  });

  it.each([
    ['EUR', '12.00 EUR', '€12.00'],
    ['JPY', '1200 JPY', '¥1,200'],
    ['KWD', '1.200 KWD', 'KWD\u00a01.200'],
  ])('tell of a further refund what all of them are together (%s)', (currency, inText, inHtml) => {
    expect(refund(500, 1_200, currency)).toMatchObject({
      body: expect.stringContaining(`Altogether that is ${inText}.`),
      html: expect.stringContaining(`<p>Altogether that is <b>${inHtml}</b>.</p>`),
    });
  });

  it('escape in HTML what others have written', () => {
    expect(cancellation('<img src=x>').html).toContain('is cancelled: &lt;img src=x&gt;.</p>');
  });
});
