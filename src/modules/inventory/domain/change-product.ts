import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { ChangeProduct } from '#shared/contracts/inventory';
import { equals } from '#shared/kernel';
import { lows } from './low.js';
import { changed, listing, priceOf, type Product } from './product.js';
import { pricedAt } from './product-price.js';
import type { StockItem } from './stock-item.js';

/** The product and its shelf, of which the answer tells what is available. */
interface Known {
  readonly product: Product | undefined;
  readonly shelf: StockItem | undefined;
}

/** Changes what is named, and tells whoever keeps a copy. What changes nothing leaves the version as it is. */
export function changeProduct(command: ChangeProduct, { product, shelf }: Known, { now }: ItemTime) {
  if (!product || !shelf) throw refuse(ChangeProduct, 'inventory.unknown-product', { id: command.id });
  if (product.revision !== command.version)
    throw refuse(ChangeProduct, 'inventory.stale-product', { version: product.revision });

  const { name = product.name, price = priceOf(product), lowStockThreshold: lowAt = shelf.lowAt } = command;
  const isRepriced = !equals(price, priceOf(product));
  if (!isRepriced && name === product.name && lowAt === shelf.lowAt) return { reply: shown(product, shelf) };
  const [amount, currency] = [price.amount, price.currency];
  const next: Product = {
    ...product,
    name,
    priceAmount: amount,
    priceCurrency: currency,
    revision: product.revision + 1,
  };
  const stock = lowAt === shelf.lowAt ? shelf : { ...shelf, lowAt };
  return {
    set: { product: next, prices: isRepriced ? [pricedAt(next, now)] : [], shelf: stock },
    send: [changed(next), ...lows([shelf], [stock])],
    reply: shown(next, stock),
  };
}

const shown = (product: Product, shelf: StockItem) =>
  ({ ...listing(product, shelf), lowStockThreshold: shelf.lowAt }) satisfies ReplyOf<ChangeProduct>;
