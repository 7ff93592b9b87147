import { CommitStock, ReleaseStock, ReserveStock, ReturnStock } from '#shared/contracts/inventory';
import { StockCommitted, StockReleased, StockReserved, StockReturned } from '#shared/contracts/inventory';
import { commit } from './commit.js';
import { release } from './release.js';
import { reserve } from './reserve.js';
import { restock } from './restock.js';
import { item, line, mug, noon, orderId, reservation, shelf, tea } from './stock.fixtures.js';

const lines = [line(mug, 2)];
const returnId = 'c0000000-0000-4000-8000-000000000001';
const command = new ReturnStock({ orderId, returnId, lines });
const told = { send: [new StockReturned({ orderId, returnId })] };
const known = { id: returnId, orderId, lines, at: noon };
const returned = { shelf: shelf({ [mug]: 5 }), held: { ...reservation('returned', ...lines), returned: lines }, known };

describe('restock', () => {
  it('puts what has left the house back on the shelf', () => {
    const held = reservation('committed', ...lines);
    const sold = { ...shelf({ [mug]: 5 })[0]!, onHand: 3, committed: 2 };
    expect(restock(command, { shelf: [sold], held, known: undefined }, item)).toEqual({
      set: {
        held: { ...held, state: 'returned', returned: lines, since: noon },
        known,
        shelf: [{ ...sold, onHand: 5, committed: 0 }],
        ledger: [
          { id: 'id-0', productId: mug, orderId, reason: 'returned', onHand: 2, reserved: 0, committed: -2, at: noon },
        ],
      },
      ...told,
    });
  });

  it('returns once, and answers a copy again', () => {
    expect(restock(command, returned, item)).toEqual(told);
  });

  it('returns a part, and the rest under another id', () => {
    const held = reservation('committed', line(mug, 3), line(tea, 1));
    const stock = {
      shelf: shelf({ [mug]: 0, [tea]: 0 }).map((one) => ({ ...one, committed: 3 })),
      held,
      known: undefined,
    };
    const { set } = restock(command, stock, item);
    expect(set?.held).toMatchObject({ state: 'committed', lines: held.lines, returned: [line(mug, 2)] });
    const rest = new ReturnStock({ orderId, returnId: orderId, lines: [line(tea, 1), line(mug, 1)] });
    expect(restock(rest, { ...stock, held: set!.held }, item).set?.held).toMatchObject({
      state: 'returned',
      returned: [line(mug, 3), line(tea, 1)],
    });
  });

  it('is loud about more than has left the house, of all returns together', () => {
    const held = { ...reservation('committed', line(mug, 3)), returned: [line(mug, 2)] };
    expect(() => restock(command, { shelf: [], held, known: undefined }, item)).toThrow('more is to be returned');
    const other = new ReturnStock({ orderId, returnId, lines: [line(tea, 1)] });
    expect(() => restock(other, { shelf: [], held, known: undefined }, item)).toThrow('more is to be returned');
  });

  it.each(['held', 'refused', 'released', 'returned'] as const)('is loud about an order whose stock is %s', (state) => {
    const held = reservation(state, ...lines);
    expect(() => restock(command, { shelf: [], held, known: undefined }, item)).toThrow(state);
  });

  it('is loud about an order that never reserved', () => {
    expect(() => restock(command, { shelf: [], held: undefined, known: undefined }, item)).toThrow('never reserved');
  });
});

describe('what is asked again after the return is answered as before, and changes nothing', () => {
  it('the reservation', () => {
    expect(reserve(new ReserveStock({ orderId, lines }), returned, item)).toEqual({
      send: [new StockReserved({ orderId })],
    });
  });

  it('the commit', () => {
    expect(commit(new CommitStock({ orderId, lines }), returned, item)).toEqual({
      send: [new StockCommitted({ orderId })],
    });
  });

  it('the release', () => {
    expect(release(new ReleaseStock({ orderId, lines }), returned, item)).toEqual({
      send: [new StockReleased({ orderId })],
    });
  });
});
