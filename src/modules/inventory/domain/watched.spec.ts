import { item, line, mug, noon, orderId, reservation } from './stock.fixtures.js';
import { watched } from './watched.js';

const decision = { set: { held: reservation('held', line(mug, 2)), shelf: [], ledger: [] }, send: [] };
const ago = (seconds: number) => noon.getTime() - 1_000 * seconds;

describe('a reservation', () => {
  it('soon after its order was placed is found by the walk, and costs nothing more', () => {
    expect(watched(decision, ago(59), item)).toBe(decision);
  });

  it.each([60, 86_400, Infinity])('%d s after it is watched from the beginning', (seconds) => {
    const watch = [{ orderId, lookedAt: noon }];
    expect(watched(decision, ago(seconds), item)).toEqual({ ...decision, set: { ...decision.set, watch } });
  });

  it.each([{ send: [] }, { set: { held: reservation('refused', line(mug, 2)) }, send: [] }])(
    'that holds nothing is not watched (%#)',
    (nothing) => expect(watched(nothing, ago(86_400), item)).toBe(nothing),
  );
});
