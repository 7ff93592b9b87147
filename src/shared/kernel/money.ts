import { z } from 'zod';

/** Integer minor units of an ISO 4217 currency: 12.50 € is `{ amount: 1250, currency: 'EUR' }`. Never a fraction. */
export const Money = z.object({
  amount: z.int().min(0).max(1_000_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type Money = z.output<typeof Money>;

export const money = (amount: number, currency: string): Money => ({ amount, currency });

/** The sum of several amounts of one currency. Throws when currencies differ: that is a bug, not an input error. */
export function sum(amounts: readonly Money[]): Money {
  const [first] = amounts;
  if (!first) throw new RangeError('the sum of no amounts has no currency');
  return amounts.slice(1).reduce(add, first);
}

export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${b.currency} to ${a.currency}`);
  return money(a.amount + b.amount, a.currency);
}

export const times = (price: Money, quantity: number): Money => money(price.amount * quantity, price.currency);
export const equals = (a: Money, b: Money): boolean => a.amount === b.amount && a.currency === b.currency;
