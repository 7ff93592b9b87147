import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { ChangeProduct } from '#shared/contracts/inventory';
import { equals } from '#shared/kernel';
import { changed, listing, priceOf, type Product } from './product.js';
import { pricedAt } from './product-price.js';
import type { StockItem } from './stock-item.js';

/** The product and its shelf, of which the answer tells what is available. */
interface Known {
  readonly product: Product | undefined;
  readonly shelf: StockItem | undefined;
}

/** Renames a product or changes its price, and tells whoever keeps a copy. What changes nothing leaves the version as it is. */
export function changeProduct(command: ChangeProduct, { product, shelf }: Known, { now }: ItemTime) {
  if (!product || !shelf) throw refuse(ChangeProduct, 'inventory.unknown-product', { id: command.id });
  if (product.revision !== command.version)
    throw refuse(ChangeProduct, 'inventory.stale-product', { version: product.revision });

  const { name = product.name, price = priceOf(product) } = command;
  const isRepriced = !equals(price, priceOf(product));
  if (!isRepriced && name === product.name) return { reply: listing(product, shelf) satisfies ReplyOf<ChangeProduct> };
  const next: Product = {
    ...product,
    name,
    priceAmount: price.amount,
    priceCurrency: price.currency,
    revision: product.revision + 1,
  };
  return {
    set: { product: next, prices: isRepriced ? [pricedAt(next, now)] : [] },
    send: [changed(next)],
    reply: listing(next, shelf) satisfies ReplyOf<ChangeProduct>,
  };
}
