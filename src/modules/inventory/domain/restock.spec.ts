import { CommitStock, ReleaseStock, ReserveStock, ReturnStock } from '#shared/contracts/inventory';
import { StockCommitted, StockReleased, StockReserved, StockReturned } from '#shared/contracts/inventory';
import { commit } from './commit.js';
import { release } from './release.js';
import { reserve } from './reserve.js';
import { restock } from './restock.js';
import { item, line, mug, noon, orderId, reservation, shelf } from './stock.fixtures.js';

const lines = [line(mug, 2)];
const command = new ReturnStock({ orderId, lines });
const told = { send: [new StockReturned({ orderId })] };
const returned = { shelf: shelf({ [mug]: 5 }), held: reservation('returned', ...lines) };

describe('restock', () => {
  it('puts what has left the house back on the shelf', () => {
    const held = reservation('committed', ...lines);
    const sold = { ...shelf({ [mug]: 5 })[0]!, onHand: 3, committed: 2 };
    expect(restock(command, { shelf: [sold], held }, item)).toEqual({
      set: {
        held: { ...held, state: 'returned', since: noon },
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

  it.each(['held', 'refused', 'released'] as const)('is loud about an order whose stock is %s', (state) => {
    expect(() => restock(command, { shelf: [], held: reservation(state, ...lines) }, item)).toThrow(state);
  });

  it('is loud about an order that never reserved', () => {
    expect(() => restock(command, { shelf: [], held: undefined }, item)).toThrow('never reserved');
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
