import { StockOverdue } from '#shared/contracts/inventory';
import { askOrders } from './ask-orders.js';
import { line, mug, orderId, reservation } from './stock.fixtures.js';

describe('what is held for too long', () => {
  it('is told to orders, and nothing is changed', () => {
    const held = reservation('held', line(mug, 2));
    const told = new StockOverdue({ orderId, lines: [line(mug, 2)], since: '2026-03-01T11:00:00.000Z' });
    expect(askOrders([held])).toEqual({ send: [told] });
  });

  it.each(['refused', 'released', 'committed', 'returned'] as const)('is not told when it is %s by now', (state) => {
    expect(askOrders([reservation(state, line(mug, 2))])).toEqual({ send: [] });
  });
});
