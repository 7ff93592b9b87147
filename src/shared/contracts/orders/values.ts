import { z } from 'zod';
import { Id, Line, Money } from '#shared/kernel';

/** What a customer sees of an order's state, and nothing else: `pending` until it is final. */
export const OrderStatus = z.enum(['pending', 'confirmed', 'cancelled']);
export type OrderStatus = z.output<typeof OrderStatus>;
/**
 * The payment as far as the checkout of an order knows; payments says more (`PaymentStatus`).
 * - **none**: nothing is to be paid, or nothing was asked of the provider.
 * - **pending**: asked for, no answer yet.
 * - **refunding**: it is being undone; **refund-failed**: that takes too long, a person has to look.
 */
export const OrderPayment = z.enum([
  'none',
  'pending',
  'captured',
  'declined',
  'refunding',
  'refund-failed',
  'refunded',
]);
export type OrderPayment = z.output<typeof OrderPayment>;
export const PaymentMethod = z.string().regex(/^pm_[A-Za-z0-9_]{1,64}$/, 'a payment method token such as pm_card_visa');
/** A line with the price that was taken, and the version of the price. */
export const PricedLine = Line.extend({ unitPrice: Money, priceVersion: z.int() });
export type PricedLine = z.output<typeof PricedLine>;

export const MOST_LINES = 100;
export const Order = z.object({
  id: Id,
  status: OrderStatus,
  /** Where the checkout of a pending order stands: `stock`, `payment`, `compensating`, `compensation-failed`. `done` once the order is final. */
  progress: z.string().max(40),
  /** Why it was cancelled. */
  reason: z.string().max(200).nullable(),
  lines: z.array(PricedLine).max(MOST_LINES),
  total: Money,
  /** What was given back of a confirmed order; nothing of one that was cancelled before, whose money was never taken, or given back. */
  refunded: Money,
  placedAt: z.iso.datetime(),
  /** When it became final. */
  settledAt: z.iso.datetime().nullable(),
});
export type Order = z.output<typeof Order>;
