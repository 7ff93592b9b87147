import { ReleaseStock, StockReleased } from '#shared/contracts/inventory';
import { release } from './release.js';
import { item, line, mug, noon, orderId, reservation, shelfWith, tea } from './stock.fixtures.js';

const command = new ReleaseStock({ orderId, lines: [line(mug, 2), line(tea, 1)] });
const answer = [new StockReleased({ orderId })];

describe('release', () => {
  it('puts everything that is held back on the shelf', () => {
    const held = reservation('held', line(mug, 2), line(tea, 1));
    expect(release(command, { shelf: shelfWith(held, { [mug]: 5, [tea]: 1 }), held }, item)).toEqual({
      set: {
        held: { ...held, state: 'released', since: noon },
        shelf: [
          { productId: mug, onHand: 5, reserved: 0, committed: 0, received: 5, writtenOff: 0, lowAt: null },
          { productId: tea, onHand: 1, reserved: 0, committed: 0, received: 1, writtenOff: 0, lowAt: null },
        ],
        ledger: [
          { id: 'id-0', productId: mug, orderId, reason: 'released', onHand: 2, reserved: -2, committed: 0, at: noon },
          { id: 'id-1', productId: tea, orderId, reason: 'released', onHand: 1, reserved: -1, committed: 0, at: noon },
        ],
      },
      send: answer,
    });
  });

  it('leaves a tombstone when it comes before its reserve', () => {
    expect(release(command, { shelf: [], held: undefined }, item)).toEqual({
      set: { held: { orderId, state: 'released', lines: [], since: noon }, shelf: [], ledger: [] },
      send: answer,
    });
  });

  it.each(['refused', 'released', 'committed'] as const)('gives nothing back of what is %s, and answers', (state) => {
    const held = reservation(state, line(mug, 2));
    expect(release(command, { shelf: [], held }, item)).toEqual({ send: answer });
  });
});
