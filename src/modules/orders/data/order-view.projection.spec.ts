import { money } from '#shared/kernel';
import { Order, type OrderEvent } from '../domain/order.js';
import { orderView } from './order-view.projection.js';
import type { OrderView } from './order-view.entity.js';

const id = '01990000-0000-7000-8000-000000000001';
const [noon, later] = [new Date('2030-01-01T12:00:00Z'), new Date('2030-01-01T12:00:01Z')];
const lines = [{ productId: id, quantity: 1, unitPrice: money(500, 'EUR'), priceVersion: 1 }];
const placed: OrderEvent = {
  type: 'placed',
  data: { userId: 'u', lines, total: money(500, 'EUR'), method: 'pm_card_visa' },
};
const confirmed: OrderEvent = { type: 'confirmed', data: {} };
const cancelled: OrderEvent = { type: 'cancelled', data: { reason: 'out-of-stock' } };

const viewAfter = (...events: OrderEvent[]) =>
  events.reduce<OrderView | undefined>(
    (view, event, n) => orderView(view, event, { id, at: n ? later : noon }),
    undefined,
  );

describe('the view of an order', () => {
  const pending = {
    id,
    userId: 'u',
    status: 'pending',
    reason: null,
    lines,
    total: 500,
    currency: 'EUR',
    refunds: null,
    placedAt: noon,
    settledAt: null,
  };

  it.each([
    ['placed', [placed], pending],
    ['confirmed', [placed, confirmed], { ...pending, status: 'confirmed', settledAt: later }],
    ['cancelled', [placed, cancelled], { ...pending, status: 'cancelled', reason: 'out-of-stock', settledAt: later }],
  ])('%s', (_, events, view) => {
    expect(viewAfter(...events)).toStrictEqual(view);
  });

  it('refunded, not refunded, and given back as a whole', () => {
    const asked = (refundId: string): OrderEvent => ({
      type: 'refund-asked',
      data: { refundId, amount: money(100, 'EUR'), shares: [], reason: 'damaged' },
    });
    const shown = { amount: money(100, 'EUR'), reason: 'damaged', at: later.toISOString() };
    const made: OrderEvent = { type: 'refunded', data: { refundId: 'r1', amount: money(100, 'EUR') } };
    const failed: OrderEvent = { type: 'refund-failed', data: { refundId: 'r2', reason: 'closed' } };
    const events = [placed, confirmed, asked('r1'), asked('r2'), asked('r3'), made, failed];
    const refunds = [
      { id: 'r1', status: 'made', ...shown },
      { id: 'r2', status: 'failed', ...shown },
      { id: 'r3', status: 'pending', ...shown },
    ];
    expect(viewAfter(...events)).toMatchObject({ status: 'confirmed', refunds });
    expect(viewAfter(...events, cancelled)).toMatchObject({ status: 'cancelled', reason: 'out-of-stock', refunds });
  });

  it.each([[[placed]], [[placed, confirmed]], [[placed, cancelled]]])('says the same as the order itself', (events) => {
    expect(viewAfter(...events)?.status).toBe(events.reduce(Order.evolve, Order.initial).status);
  });
});
