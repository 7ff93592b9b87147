import { OrderCancelled, OrderConfirmed } from '#shared/contracts/orders';
import { money } from '#shared/kernel';
import { cancellation, confirmation } from './drafts.js';
import { orderId, userId } from './message.fixtures.js';

describe('drafts', () => {
  it('confirm with the order and what was paid', () => {
    expect(confirmation(new OrderConfirmed({ orderId, userId, total: money(2500, 'EUR') }))).toEqual({
      orderId,
      kind: 'order-confirmed',
      userId,
      subject: 'Your order is confirmed',
      body: `Your order ${orderId} is confirmed. We have received 25.00 EUR and are getting your goods ready.`,
    });
  });

  it('confirm what costs nothing without a word of money that was received', () => {
    expect(confirmation(new OrderConfirmed({ orderId, userId, total: money(0, 'EUR') })).body).toBe(
      `Your order ${orderId} is confirmed. There is nothing to pay, and we are getting your goods ready.`,
    );
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
    expect(cancellation(new OrderCancelled({ orderId, userId, reason }))).toMatchObject({
      kind: 'order-cancelled',
      body: expect.stringContaining(`is cancelled: ${words}. Nothing is held for it`),
    });
  });
});
