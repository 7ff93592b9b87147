import type { ProductChanged } from '#shared/contracts/inventory';
import type { PriceCopy } from './price-copy.js';

/** Takes what is newer than the copy, whatever the order of arrival. */
export function keepPrice({ productId, price, version }: ProductChanged, copy: PriceCopy | undefined) {
  if (copy && copy.priceVersion >= version) return {};
  return { set: { copy: { productId, ...price, priceVersion: version } } };
}
