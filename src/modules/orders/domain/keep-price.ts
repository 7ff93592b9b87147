import type { ProductChanged } from '#shared/contracts/inventory';
import type { PriceCopy } from './price-copy.js';

/** Updates the copy if the event is newer, since events may arrive in any order. */
export function keepPrice({ productId, price, version }: ProductChanged, copy: PriceCopy | undefined) {
  if (copy && copy.priceVersion >= version) return {};
  return { set: { copy: { productId, ...price, priceVersion: version } } };
}
