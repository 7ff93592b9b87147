import { OrderCancelled, OrderConfirmed } from '#shared/contracts/orders';
import { money } from '#shared/kernel';
import type { Letter } from '../domain/message.js';
import { orderId, userId } from '../domain/message.fixtures.js';
import { orderCancelled } from './order-cancelled.js';
import { orderConfirmed } from './order-confirmed.js';
import { letterOf } from './template.js';

/** With the HTML made. */
const made = ({ html, ...draft }: Letter) => ({ ...draft, html: html() });
const confirmation = (amount: number, currency = 'EUR') =>
  made(letterOf(orderConfirmed, new OrderConfirmed({ orderId, userId, total: money(amount, currency) })));
const cancellation = (reason: string) =>
  made(letterOf(orderCancelled, new OrderCancelled({ orderId, userId, reason })));

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

  it('escape in HTML what others have written', () => {
    expect(cancellation('<img src=x>').html).toContain('is cancelled: &lt;img src=x&gt;.</p>');
  });
});
