import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { AddProduct } from '#shared/contracts/inventory';
import { changed, listing, type Product } from './product.js';
import { pricedAt } from './product-price.js';
import { emptyShelf } from './stock-item.js';

/** Adds a product, with no stock. */
export function addProduct({ sku, name, price }: AddProduct, existing: Product | undefined, { id, now }: ItemTime) {
  if (existing) throw refuse(AddProduct, 'inventory.sku-taken', { sku });
  const product: Product = {
    id: id('product'),
    sku,
    name,
    priceAmount: price.amount,
    priceCurrency: price.currency,
    revision: 1,
  };
  const stock = emptyShelf(product.id);
  return {
    set: { product, prices: [pricedAt(product, now)], shelf: [stock] },
    send: [changed(product)],
    reply: listing(product, stock) satisfies ReplyOf<AddProduct>,
  };
}
