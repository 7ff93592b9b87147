import { money, type Money } from './money.js';

/**
 * Shares an amount out by weights, to the last minor unit (the method of the largest remainder): each share is its part rounded down, and
 * what is left over goes to those that lost most, of equal ones to the first. 1.00 by [1, 1, 1] is [0.34, 0.33, 0.33].
 *
 * @param weights  whole numbers from 0 on, of which one is not 0 unless the amount is
 */
export function allocate({ amount, currency }: Money, weights: readonly number[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (total === 0n && amount > 0) throw new RangeError('an amount cannot be shared out by weights that are all 0');
  const parts = weights.map((weight, index) => ({ index, ...partOf(BigInt(amount) * BigInt(weight), total) }));
  const left = amount - parts.reduce((sum, { share }) => sum + share, 0);
  const most = parts.toSorted((a, b) => Number(b.lost - a.lost) || a.index - b.index).slice(0, left);
  return parts.map((part) => money(part.share + (most.includes(part) ? 1 : 0), currency));
}

/** In whole numbers of any size: an amount times a weight may be larger than a number holds exactly. */
function partOf(product: bigint, total: bigint): { readonly share: number; readonly lost: bigint } {
  if (total === 0n) return { share: 0, lost: 0n };
  return { share: Number(product / total), lost: product % total };
}
