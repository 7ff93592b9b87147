import type { ProductChanged } from '#shared/contracts/inventory';
import { money } from '#shared/kernel';
import type { Price } from './prices.js';

/** Our own copy of a product's price; it may be seconds old, so an order records which version it took. */
export interface PriceCopy {
  readonly productId: string;
  readonly amount: number;
  readonly currency: string;
  readonly priceVersion: number;
}

export const priceIn = ({ productId, amount, currency, priceVersion }: PriceCopy): Price => ({
  productId,
  price: money(amount, currency),
  version: priceVersion,
});

/** Takes what is newer. Events come in any order, and more than once. */
export function keepPrice(
  { productId, price, version }: ProductChanged,
  { copy }: { readonly copy: PriceCopy | undefined },
) {
  if (copy && copy.priceVersion >= version) return {};
  return { set: { copy: { productId, ...price, priceVersion: version } } };
}
