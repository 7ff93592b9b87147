import { OrderChange } from '#shared/contracts/orders';
import { money } from '#shared/kernel';
import type { OrderEvent } from './order.js';
import { orderChange } from './order-change.js';

const [id, userId, productId] = [1, 2, 3].map((n) => `01890a5d-ac96-774b-bcce-b3020990000${n}`) as [
  string,
  string,
  string,
];
const at = new Date('2026-03-01T12:00:00Z');
const lines = [{ productId, quantity: 2, unitPrice: money(1_250, 'EUR'), priceVersion: 1 }];
const total = money(2_500, 'EUR');
const common = { orderId: id, version: 1, at: '2026-03-01T12:00:00.000Z' };

it.each<[OrderEvent, object]>([
  [
    { type: 'placed', data: { userId, lines, total, method: 'pm_card_visa' } },
    { ...common, type: 'placed', lines, total },
  ],
  [
    { type: 'confirmed', data: {} },
    { ...common, type: 'confirmed' },
  ],
  [
    { type: 'cancelled', data: { reason: 'out-of-stock' } },
    { ...common, type: 'cancelled', reason: 'out-of-stock' },
  ],
  [
    {
      type: 'refund-asked',
      data: { refundId: id, amount: total, shares: [], reason: 'damaged', cancels: 'no-longer-needed' },
    },
    { ...common, type: 'refund-asked', refundId: id, amount: total, reason: 'damaged' },
  ],
  [
    { type: 'refunded', data: { refundId: id, amount: total } },
    { ...common, type: 'refunded', refundId: id, amount: total },
  ],
  [
    { type: 'refund-failed', data: { refundId: id, reason: 'card-expired' } },
    { ...common, type: 'refund-failed', refundId: id, reason: 'card-expired' },
  ],
])('an event has a public form, without its user and payment method: %#', (event, form) => {
  const change = orderChange(event, { id, version: 1, at });
  expect(change).toEqual(form);
  expect(OrderChange.parse(change)).toEqual(form);
});
