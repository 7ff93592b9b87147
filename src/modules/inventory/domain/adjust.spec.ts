import { AdjustStock } from '#shared/contracts/inventory';
import { adjust } from './adjust.js';
import { item, line, mug, noon, reservation, shelf, shelfWith } from './stock.fixtures.js';

const change = (delta: number) => new AdjustStock({ productId: mug, delta, reason: 'count of March' });
const mugs = (received: number) => shelf({ [mug]: received })[0]!;

describe('adjust', () => {
  it('receives, with the reason in the ledger', () => {
    expect(adjust(change(3), mugs(5), item)).toEqual({
      set: {
        shelf: { productId: mug, onHand: 8, reserved: 0, committed: 0, received: 8, writtenOff: 0, lowAt: null },
        ledger: [
          {
            id: 'id-movement',
            productId: mug,
            orderId: null,
            reason: 'count of March',
            onHand: 3,
            reserved: 0,
            committed: 0,
            at: noon,
          },
        ],
      },
      send: [],
      reply: { productId: mug, onHand: 8, available: 8 },
    });
  });

  it('writes off to the last one', () => {
    expect(adjust(change(-5), mugs(5), item)).toMatchObject({
      set: { shelf: { onHand: 0, received: 5, writtenOff: 5 }, ledger: [{ onHand: -5 }] },
    });
  });

  it('writes off no more than there is', () => {
    expect(() => adjust(change(-6), mugs(5), item)).toThrow('inventory.not-enough-stock');
  });

  it('leaves alone what is set aside for an order', () => {
    const [stock] = shelfWith(reservation('held', line(mug, 4)), { [mug]: 5 });
    expect(() => adjust(change(-2), stock, item)).toThrow('inventory.not-enough-stock');
  });

  it('knows only products that exist', () => {
    expect(() => adjust(change(1), undefined, item)).toThrow('inventory.unknown-product');
  });

  it.each([0, 1.5, 1_000_001, -1_000_001])('is never asked for a change by %d', (delta) => {
    const { payload } = AdjustStock.contract;
    expect(payload.safeParse({ productId: mug, delta, reason: 'x' }).success).toBe(false);
  });
});
