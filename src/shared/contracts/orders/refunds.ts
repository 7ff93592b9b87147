import { z } from 'zod';
import { command, query } from '#libs/messaging/contract';
import { Id, Line, Money } from '#shared/kernel';
import { MOST_LINES } from './values.js';

/** Refunds of one order, whatever became of them; an order has as many lines at most, and each can be given back by itself. */
export const MOST_REFUNDS = 100;

/** Why money is given back. No free text: the stream of an order is never deleted, and holds nothing personal. */
export const RefundReason = z.enum([
  'damaged',
  'wrong-item',
  'not-delivered',
  'returned',
  'goodwill',
  'order-cancelled',
]);
export type RefundReason = z.output<typeof RefundReason>;

/** What a refund gives back of a line of the order. Quantity 0: money alone. */
export const RefundShare = z.object({
  productId: Id,
  quantity: z.int().min(0).max(1_000),
  /** The goods are put back on the shelf. */
  restock: z.boolean(),
  amount: Money,
});
export type RefundShare = z.output<typeof RefundShare>;

/**
 * - **pending**: asked of the provider, whose word is awaited.
 * - **made**: the money was given back.
 * - **failed**: it was not and will not be; what it should have given back can be refunded again.
 */
export const RefundStatus = z.enum(['pending', 'made', 'failed']);
export const Refund = z.object({
  id: Id,
  status: RefundStatus,
  amount: Money,
  reason: RefundReason,
  /** When it was asked for. */
  at: z.iso.datetime(),
});
export type Refund = z.output<typeof Refund>;

/** Either lines, which are worth what was paid for them, or an amount, which is shared out by what is left of each line. */
export const refundWish = {
  lines: z
    .array(Line.extend({ restock: z.boolean() }))
    .min(1)
    .max(MOST_LINES)
    .optional(),
  amount: Money.optional(),
};
/** For `refine`: `z.object(refundWish).refine(...isOneOf)`. */
export const isOneOf = [
  ({ lines, amount }: { lines?: unknown; amount?: unknown }): boolean =>
    (lines === undefined) !== (amount === undefined),
  'either lines or an amount',
] as const;

const errors = {
  'ops.staff-only': 'forbidden',
  'orders.not-found': 'not-found',
  'orders.not-refundable': 'conflict',
  'orders.refund-too-large': 'conflict',
  'orders.nothing-to-refund': 'conflict',
  'orders.too-many-refunds': 'conflict',
  'orders.not-in-the-order': 'invalid',
  'orders.duplicate-product': 'invalid',
  'orders.other-currency': 'invalid',
} as const;
const planned = { amount: Money, shares: z.array(RefundShare).max(MOST_LINES), left: Money };

/** What a refund would give back, and what could be given back after it. Nothing is changed. */
export class PreviewRefund extends query('orders.preview-refund.v1', {
  payload: z.object({ id: Id, ...refundWish }).refine(...isOneOf),
  reply: z.object(planned),
  errors,
  key: (q) => q.id,
  from: ['gateway'],
}) {}

/** Gives a part of a confirmed order back: money, and goods to the shelf. It is `pending` until the provider has said what became of it. */
export class RefundOrder extends command('orders.refund-order.v1', {
  payload: z.object({ id: Id, ...refundWish, reason: RefundReason.exclude(['order-cancelled']) }).refine(...isOneOf),
  reply: z.object({ id: Id, refundId: Id, ...planned }),
  errors,
  key: (c) => c.id,
  audit: ({ id, reason }, reply) => ({
    order: id,
    reason,
    refund: reply?.refundId,
    amount: reply && `${reply.amount.amount} ${reply.amount.currency}`,
  }),
  passesAdmission: true,
  from: ['gateway'],
}) {}
