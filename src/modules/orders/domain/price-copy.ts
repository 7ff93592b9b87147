import { money } from '#shared/kernel';
import type { Price } from './prices.js';

/** The local copy of a product's price; it may be seconds old, so an order records the version that it used. */
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
