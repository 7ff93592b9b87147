import fc from 'fast-check';
import { allocate } from './allocate.js';
import { money } from './money.js';

const shares = (amount: number, weights: readonly number[]) =>
  allocate(money(amount, 'EUR'), weights).map((share) => share.amount);

it.each([
  [100, [1, 1, 1], [34, 33, 33]],
  [100, [1, 2, 4], [14, 29, 57]],
  [1, [5, 5], [1, 0]],
  [5, [0, 3, 0], [0, 5, 0]],
  [0, [0, 0], [0, 0]],
  [999_999_999_999, [999_999_999_999, 1], [999_999_999_998, 1]],
])('%d by %j is %j', (amount, weights, parts) => {
  expect(shares(amount, weights)).toEqual(parts);
});

it('loses nothing, makes nothing, and gives nobody more than the next unit above his part, nor without a weight', () => {
  const weights = fc
    .array(fc.nat(1_000_000_000_000), { minLength: 1, maxLength: 100 })
    .filter((all) => all.some(Boolean));
  fc.assert(
    fc.property(fc.nat(1_000_000_000_000), weights, (amount, weights) => {
      const parts = shares(amount, weights);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      parts.forEach((part, n) => {
        expect(Math.abs(part - (amount * weights[n]!) / total)).toBeLessThan(1.001); // the division here is not exact
        if (!weights[n]) expect(part).toBe(0);
      });
    }),
  );
});

it('cannot share money out among nobody', () => {
  expect(() => allocate(money(1, 'EUR'), [0])).toThrow(RangeError);
});
