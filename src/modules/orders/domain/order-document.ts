import type { OrderStatus } from '#shared/contracts/orders';
import type { Money } from '#shared/kernel';

/** The form of the documents; raise it with every change that a search must see, and rebuild (docs/read-side.md). */
export const SHAPE = 1;

/**
 * - **none**: nothing is to be paid, or nothing was asked of the provider.
 * - **pending**: asked for, no answer yet.
 * - **refunding**: it is being undone; **refund-failed**: that takes too long, a person has to look.
 */
export const PAYMENT_STATES = [
  'none',
  'pending',
  'captured',
  'declined',
  'refunding',
  'refund-failed',
  'refunded',
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** An order as search keeps it: all that a page of results shows, so that nobody else is asked. JSON alone, at most 40 KB. */
export interface OrderDocument {
  readonly id: string;
  /** Grows with every event of the order and its checkout, and with every change of a name in it. */
  readonly version: number;
  readonly status: OrderStatus;
  /** Why it was cancelled. */
  readonly reason: string | null;
  readonly payment: PaymentState;
  /** Name and address as orders knows them; null until it has heard of the account. */
  readonly customer: { readonly id: string; readonly name: string | null; readonly email: string | null };
  readonly lines: readonly DocumentLine[];
  readonly total: Money;
  /** ISO 8601 with milliseconds in UTC: sorts as text. */
  readonly placedAt: string;
  readonly settledAt: string | null;
}

export interface DocumentLine {
  readonly productId: string;
  /** Null until orders has heard of the product. */
  readonly sku: string | null;
  readonly name: string | null;
  readonly quantity: number;
  readonly unitPrice: Money;
}
