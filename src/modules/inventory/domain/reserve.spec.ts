import { ReserveStock, StockRejected, StockReserved } from '#shared/contracts/inventory';
import { reserve } from './reserve.js';
import { item, line, mug, noon, orderId, reservation, shelf, tea } from './stock.fixtures.js';

const order = (...lines: ReturnType<typeof line>[]) => new ReserveStock({ orderId, lines });

describe('reserve', () => {
  it('sets every line aside, and says so', () => {
    const stock = { shelf: shelf({ [mug]: 5, [tea]: 2 }), held: undefined };
    expect(reserve(order(line(mug, 2), line(tea, 2)), stock, item)).toEqual({
      set: {
        held: { orderId, state: 'held', lines: [line(mug, 2), line(tea, 2)], since: noon },
        shelf: [
          { productId: mug, onHand: 3, reserved: 2, committed: 0, received: 5, writtenOff: 0, lowAt: null },
          { productId: tea, onHand: 0, reserved: 2, committed: 0, received: 2, writtenOff: 0, lowAt: null },
        ],
        ledger: [
          { id: 'id-0', productId: mug, orderId, reason: 'reserved', onHand: -2, reserved: 2, committed: 0, at: noon },
          { id: 'id-1', productId: tea, orderId, reason: 'reserved', onHand: -2, reserved: 2, committed: 0, at: noon },
        ],
      },
      send: [new StockReserved({ orderId })],
    });
  });

  it('takes nothing when one line is short, and says what was missing', () => {
    const stock = { shelf: shelf({ [mug]: 5, [tea]: 1 }), held: undefined };
    expect(reserve(order(line(mug, 2), line(tea, 2)), stock, item)).toEqual({
      set: { held: { orderId, state: 'refused', lines: [line(mug, 2), line(tea, 2)], since: noon } },
      send: [new StockRejected({ orderId, missing: [{ productId: tea, wanted: 2, available: 1 }] })],
    });
  });

  it('counts two lines of one product together', () => {
    const twice = order(line(mug, 2), line(mug, 1));
    expect(reserve(twice, { shelf: shelf({ [mug]: 3 }), held: undefined }, item)).toMatchObject({
      set: { held: { lines: [line(mug, 3)] }, shelf: [{ onHand: 0, reserved: 3 }], ledger: [{ onHand: -3 }] },
    });
    expect(reserve(twice, { shelf: shelf({ [mug]: 2 }), held: undefined }, item)).toMatchObject({
      send: [{ missing: [{ productId: mug, wanted: 3, available: 2 }] }],
    });
  });

  it('has nothing of a product that nobody knows', () => {
    expect(reserve(order(line(mug, 1)), { shelf: [], held: undefined }, item)).toMatchObject({
      set: { held: { state: 'refused' } },
      send: [{ missing: [{ productId: mug, wanted: 1, available: 0 }] }],
    });
  });

  it.each(['held', 'committed'] as const)('answers a copy again and takes nothing more (%s)', (state) => {
    const stock = { shelf: shelf({ [mug]: 5 }), held: reservation(state, line(mug, 2)) };
    expect(reserve(order(line(mug, 2)), stock, item)).toEqual({ send: [new StockReserved({ orderId })] });
  });

  it('stays refused, even when there is enough by now', () => {
    const stock = { shelf: shelf({ [mug]: 5 }), held: reservation('refused', line(mug, 2)) };
    expect(reserve(order(line(mug, 2)), stock, item)).toEqual({ send: [new StockRejected({ orderId, missing: [] })] });
  });

  it('holds nothing when the release came first', () => {
    const stock = { shelf: shelf({ [mug]: 5 }), held: reservation('released') };
    expect(reserve(order(line(mug, 2)), stock, item)).toEqual({ send: [new StockRejected({ orderId, missing: [] })] });
  });
});
