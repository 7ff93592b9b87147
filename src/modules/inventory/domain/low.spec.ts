import { AdjustStock, CommitStock, ReleaseStock, ReserveStock, StockLow } from '#shared/contracts/inventory';
import { adjust } from './adjust.js';
import { commit } from './commit.js';
import { lows } from './low.js';
import { release } from './release.js';
import { reserve } from './reserve.js';
import { item, line, mug, orderId, reservation, shelf, shelfWith, tea } from './stock.fixtures.js';
import type { StockItem } from './stock-item.js';

const watched = (stock: readonly StockItem[], lowAt: number | null = 3) => stock.map((one) => ({ ...one, lowAt }));
const mugs = (onHand: number, lowAt: number | null = 3) => watched(shelf({ [mug]: onHand }), lowAt);
const low = (onHand: number) => new StockLow({ productId: mug, onHand, threshold: 3 });

describe('low stock', () => {
  it.each([
    [5, 3, 3, []],
    [3, 2, 3, [low(2)]],
    [5, 0, 3, [low(0)]],
    [2, 1, 3, []],
    [2, 3, 3, []],
    [5, 0, null, []],
  ])('from %d to %d with a threshold of %s', (before, after, threshold, told) => {
    expect(lows(mugs(before, threshold), mugs(after, threshold))).toEqual(told);
  });

  it('is told of an item that has just got its threshold', () => {
    expect(lows(mugs(2, null), mugs(2))).toEqual([low(2)]);
  });

  const lines = [line(mug, 2), line(tea, 1)];
  const both = [...mugs(4), ...shelf({ [tea]: 1 })];

  it('is told with the reservation that makes it low, and of no other product', () => {
    const { send } = reserve(new ReserveStock({ orderId, lines }), { shelf: both, held: undefined }, item);
    expect(send.slice(1)).toEqual([low(2)]);
  });

  it('is not told of what is refused, or asked for again', () => {
    const ask = (quantity: number, held?: ReturnType<typeof reservation>) =>
      reserve(new ReserveStock({ orderId, lines: [line(mug, quantity)] }), { shelf: both, held }, item).send;
    expect(ask(5)).toHaveLength(1);
    expect(ask(2, reservation('held', line(mug, 2)))).toHaveLength(1);
  });

  it('is told when staff write off', () => {
    const change = (delta: number) => new AdjustStock({ productId: mug, delta, reason: 'broken' });
    expect(adjust(change(-2), mugs(4)[0], item).send).toEqual([low(2)]);
    expect(adjust(change(-1), mugs(4)[0], item).send).toEqual([]);
  });

  it('is not told of what leaves the house or comes back, and the threshold stays', () => {
    const held = reservation('held', line(mug, 2));
    const stock = { shelf: watched(shelfWith(held, { [mug]: 3 })), held };
    const kept = { set: { shelf: [{ lowAt: 3 }] } };
    for (const decision of [
      commit(new CommitStock({ orderId, lines }), stock, item),
      release(new ReleaseStock({ orderId, lines }), stock, item),
    ]) {
      expect(decision).toMatchObject(kept);
      expect(decision.send).toHaveLength(1);
    }
  });
});
