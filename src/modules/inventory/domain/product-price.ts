import { money } from '#shared/kernel';
import type { Product } from './product.js';

/** An entry of a product's price history: what it costs from a moment on. Never changed, never deleted. */
export interface ProductPrice {
  readonly productId: string;
  /** That of the product which brought the price. Names and prices share it, so entries have gaps. */
  readonly revision: number;
  readonly amount: number;
  readonly currency: string;
  readonly since: Date;
}

/** The entry of the price that a product has from now on. */
export const pricedAt = ({ id, revision, priceAmount, priceCurrency }: Product, since: Date): ProductPrice => ({
  productId: id,
  revision,
  amount: priceAmount,
  currency: priceCurrency,
  since,
});

/** The entry as it is shown. */
export const priceEntry = ({ revision, amount, currency, since }: ProductPrice) => ({
  price: money(amount, currency),
  from: since.toISOString(),
  version: revision,
});
