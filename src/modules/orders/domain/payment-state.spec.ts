import { abort } from '#libs/sagas/steps';
import { follow, timeout } from '#libs/testing/sagas';
import { StockCommitted, StockRejected, StockReleased, StockReserved } from '#shared/contracts/inventory';
import { PaymentCaptured, PaymentDeclined, PaymentUndone } from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { checkout } from '../sagas/checkout.steps.js';
import { paymentState } from './payment-state.js';

const orderId = '01990000-0000-7000-8000-000000000001';
const order = { orderId, userId: orderId, lines: [], total: money(1_980, 'EUR'), method: 'pm_card_visa' };
const declined = new PaymentDeclined({ orderId, reason: 'payment-declined' });
const givenUp = abort('changed-mind');

const after = (total: number, facts: readonly object[]) =>
  follow(checkout, { ...order, total: money(total, 'EUR') }).after(...facts).last.state;

it.each([
  ['none', 'before the stock is reserved', []],
  ['none', 'when the stock was refused', [StockRejected]],
  ['pending', 'when it was asked for', [StockReserved]],
  ['captured', 'when the provider has taken it', [StockReserved, PaymentCaptured]],
  ['captured', 'when all is done', [StockReserved, PaymentCaptured, StockCommitted]],
  ['declined', 'when the provider refused', [StockReserved, declined]],
  ['declined', 'when the stock is free again, too', [StockReserved, declined, StockReleased]],
  ['refunding', 'when it is given up without an answer', [StockReserved, givenUp]],
  ['refund-failed', 'when the undo has no answer in time', [StockReserved, givenUp, timeout]],
  ['refunded', 'when it is certain that nothing is held', [StockReserved, givenUp, PaymentUndone]],
])('the payment is %s %s', (state, _, facts) => {
  expect(paymentState(after(1_980, facts))).toBe(state);
});

it('the payment is none for an order that costs nothing', () => {
  expect(paymentState(after(0, [StockReserved]))).toBe('none');
});
