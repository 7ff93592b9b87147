import { CommitStock, StockCommitted } from '#shared/contracts/inventory';
import { commit } from './commit.js';
import { item, line, mug, noon, orderId, reservation, shelfWith } from './stock.fixtures.js';

const command = new CommitStock({ orderId, lines: [line(mug, 2)] });

describe('commit', () => {
  it('lets what is held leave the house', () => {
    const held = reservation('held', line(mug, 2));
    expect(commit(command, { shelf: shelfWith(held, { [mug]: 5 }), held }, item)).toEqual({
      set: {
        held: { ...held, state: 'committed', since: noon },
        shelf: [{ productId: mug, onHand: 3, reserved: 0, committed: 2, received: 5, writtenOff: 0, lowAt: null }],
        ledger: [
          { id: 'id-0', productId: mug, orderId, reason: 'committed', onHand: 0, reserved: -2, committed: 2, at: noon },
        ],
      },
      send: [new StockCommitted({ orderId })],
    });
  });

  it('commits once and answers a copy again', () => {
    const held = reservation('committed', line(mug, 2));
    expect(commit(command, { shelf: [], held }, item)).toEqual({ send: [new StockCommitted({ orderId })] });
  });

  it.each(['refused', 'released'] as const)('is loud about an order whose stock is %s', (state) => {
    expect(() => commit(command, { shelf: [], held: reservation(state, line(mug, 2)) }, item)).toThrow(state);
  });

  it('is loud about an order that never reserved', () => {
    expect(() => commit(command, { shelf: [], held: undefined }, item)).toThrow('never reserved');
  });
});
