import { ProductChanged } from '#shared/contracts/inventory';
import { money, type Money } from '#shared/kernel';
import type { StockItem } from './stock-item.js';

/** Something to sell. `revision` grows with every change, so that copies elsewhere take only what is newer. */
export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly priceAmount: number;
  readonly priceCurrency: string;
  readonly revision: number;
}

export const priceOf = ({ priceAmount, priceCurrency }: Product): Money => money(priceAmount, priceCurrency);

/** The product as everybody may see it. */
export const listing = (product: Product, { onHand }: Pick<StockItem, 'onHand'>) => ({
  id: product.id,
  sku: product.sku,
  name: product.name,
  price: priceOf(product),
  available: onHand,
});

/** What copies of the product are told. */
export const changed = (product: Product): ProductChanged =>
  new ProductChanged({
    productId: product.id,
    sku: product.sku,
    name: product.name,
    price: priceOf(product),
    version: product.revision,
  });
