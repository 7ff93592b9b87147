import { refuse } from '#libs/messaging/contract';
import type { PreviewRefund, RefundShare } from '#shared/contracts/orders';
import { RefundOrder } from '#shared/contracts/orders';
import { allocate, format, type Line, type Money, money } from '#shared/kernel';
import type { PlacedOrder } from '../order.js';
import { leftOf, type LineLeft, sumOf } from './left.js';

export type Wish = Pick<PreviewRefund, 'lines' | 'amount'>;

/** What a refund gives back: the amount is the sum of its shares, to the last minor unit. */
export interface Plan {
  readonly amount: Money;
  readonly shares: readonly RefundShare[];
}

/**
 * Works out what a wish gives back. Pieces are worth their part of what is left of the money of their line, so that all of them together are
 * worth all of it; an amount without goods is shared out by what is left of each line.
 *
 * Throws a refusal when there is not as much left.
 */
export function planned({ lines, amount }: Wish, order: PlacedOrder): Plan {
  const left = leftOf(order);
  const shares = amount
    ? ofAmount(amount, left, order.total.currency)
    : ofLines(lines ?? [], left, order.total.currency);
  if (!shares.some((share) => share.amount.amount > 0 || share.restock))
    throw refuse(RefundOrder, 'orders.nothing-to-refund');
  return planOf(shares, order.total.currency);
}

/** All that is left, and all goods back to the shelf. */
export function everything(order: PlacedOrder): Plan {
  const { currency } = order.total;
  const shares = leftOf(order).map(({ amount, ...line }) => ({
    ...line,
    restock: line.quantity > 0,
    amount: money(amount, currency),
  }));
  return planOf(
    shares.filter(({ quantity, amount }) => quantity > 0 || amount.amount > 0),
    currency,
  );
}

/** What is left when a plan is carried out. */
export const leftAfter = (order: PlacedOrder, { amount }: Plan): Money => {
  const left = sumOf(leftOf(order), order.total.currency);
  return money(left.amount - amount.amount, left.currency);
};

const planOf = (shares: readonly RefundShare[], currency: string): Plan => ({
  amount: sumOf(
    shares.map(({ amount }) => amount),
    currency,
  ),
  shares,
});

function ofAmount(amount: Money, left: readonly LineLeft[], currency: string): readonly RefundShare[] {
  if (amount.currency !== currency) throw refuse(RefundOrder, 'orders.other-currency', { currency });
  const all = sumOf(left, currency);
  if (amount.amount > all.amount) throw tooLarge(all);
  if (amount.amount === 0) throw refuse(RefundOrder, 'orders.nothing-to-refund');
  const parts = allocate(
    amount,
    left.map((line) => line.amount),
  );
  const shares = left.map(({ productId }, n) => ({ productId, quantity: 0, restock: false, amount: parts[n]! }));
  return shares.filter((share) => share.amount.amount > 0);
}

function ofLines(
  lines: readonly (Line & { readonly restock: boolean })[],
  left: readonly LineLeft[],
  currency: string,
): readonly RefundShare[] {
  const seen = new Set<string>();
  return lines.map(({ productId, quantity, restock }) => {
    const line = left.find((one) => one.productId === productId);
    if (!line) throw refuse(RefundOrder, 'orders.not-in-the-order', { productId });
    if (seen.has(productId)) throw refuse(RefundOrder, 'orders.duplicate-product', { productId });
    seen.add(productId);
    if (quantity > line.quantity) throw tooLarge(sumOf(left, currency), { productId, quantity: line.quantity });
    const [amount] = allocate(money(line.amount, currency), [quantity, line.quantity - quantity]);
    return { productId, quantity, restock, amount: amount! };
  });
}

const tooLarge = (left: Money, of: object = {}) =>
  refuse(RefundOrder, 'orders.refund-too-large', { left: format(left), ...of });
