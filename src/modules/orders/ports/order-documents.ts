import type { DocumentStore } from '#libs/projections';
import type { OrderStatus } from '#shared/contracts/orders';
import type { OrderDocument, PaymentState } from '../domain/order-document.js';

/** What is looked for; all that is given must hold. */
export interface Criteria {
  readonly status?: OrderStatus;
  readonly payment?: PaymentState;
  readonly userId?: string;
  readonly productId?: string;
  /** Placed at this time or later, ISO 8601 with milliseconds in UTC. */
  readonly from?: string;
  /** Placed before this time. */
  readonly to?: string;
  /** Of the total, in minor units, both included. */
  readonly amountFrom?: number;
  readonly amountTo?: number;
  readonly currency?: string;
  readonly reason?: string;
  /** Beginnings of words (`wordsOf`), each of which some word of the document must have. At most MOST_WORDS. */
  readonly words?: readonly string[];
}

/** Where a page begins: after this order. Unique, so no order is shown twice or left out. */
export interface Place {
  readonly placedAt: string;
  readonly id: string;
}

export interface Wanted {
  readonly criteria: Criteria;
  readonly order: 'newest' | 'oldest';
  readonly after?: Place;
  readonly most: number;
}

/** Orders that were placed on one day (UTC). */
export interface DayTotal {
  /** `2030-01-31` */
  readonly day: string;
  readonly status: OrderStatus;
  readonly currency: string;
  readonly orders: number;
  /** In minor units. */
  readonly amount: number;
}

/** The document store of orders. Two adapters, one conformance suite. */
export interface OrderDocuments extends DocumentStore<OrderDocument> {
  /** By time of placing, then by id. Rejects with `TooSlow` after its limit of time. */
  search(copy: number, wanted: Wanted): Promise<readonly OrderDocument[]>;
  /** By day, status and currency, the earliest first. */
  totals(copy: number, period: { readonly from: string; readonly to: string }): Promise<readonly DayTotal[]>;
}

/** The store was not done within its limit: the question is too wide, or the store too busy. */
export class TooSlow extends Error {}

/** Rows of these tables give documents their names (`Projection.names`). */
export const NAMES = { products: 'product_name', customers: 'customer_name' } as const;
