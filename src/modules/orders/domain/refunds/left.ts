import { money, type Money } from '#shared/kernel';
import type { PlacedOrder, Refund } from '../order.js';
import { givenBack } from './given-back.js';

/** What can still be given back of a line: pieces, and of the money that was paid for all of them. */
export interface LineLeft {
  readonly productId: string;
  readonly quantity: number;
  readonly amount: number;
}

/** Of each line, in the order of the lines. What a pending refund gives back is not there any more; what has failed is there again. */
export function leftOf({ lines, refunds }: Pick<PlacedOrder, 'lines' | 'refunds'>): readonly LineLeft[] {
  const given = refunds.filter(isGiven).flatMap(({ shares }) => shares);
  return lines.map(({ productId, quantity, unitPrice }) => {
    const own = given.filter((share) => share.productId === productId);
    return {
      productId,
      quantity: own.reduce((left, share) => left - share.quantity, quantity),
      amount: own.reduce((left, share) => left - share.amount.amount, unitPrice.amount * quantity),
    };
  });
}

export const sumOf = (left: readonly Pick<LineLeft, 'amount'>[], currency: string): Money =>
  money(
    left.reduce((sum, { amount }) => sum + amount, 0),
    currency,
  );

/** What was given back, by the provider's word. */
export const refundedOf = ({ refunds, total }: Pick<PlacedOrder, 'refunds' | 'total'>): Money =>
  money(givenBack(refunds), total.currency);

const isGiven = ({ status }: Refund): boolean => status !== 'failed';
