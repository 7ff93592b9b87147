import { ProductChanged } from '#shared/contracts/inventory';
import { money, type Money } from '#shared/kernel';
import type { StockItem } from './stock-item.js';

/** A product. `revision` grows with every change, so that copies in other contexts can ignore older versions. */
export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly priceAmount: number;
  readonly priceCurrency: string;
  readonly revision: number;
}

export const priceOf = ({ priceAmount, priceCurrency }: Product): Money => money(priceAmount, priceCurrency);

/** The public view of the product. */
export const listing = (product: Product, { onHand }: Pick<StockItem, 'onHand'>) => ({
  id: product.id,
  sku: product.sku,
  name: product.name,
  price: priceOf(product),
  available: onHand,
  version: product.revision,
});

/** The event by which other contexts update their copies. */
export const changed = (product: Product): ProductChanged =>
  new ProductChanged({
    productId: product.id,
    sku: product.sku,
    name: product.name,
    price: priceOf(product),
    version: product.revision,
  });
