import { z } from 'zod';
import { query } from '#libs/messaging/contract';
import { Id, Money } from '#shared/kernel';
import { RefundReason } from './refunds.js';
import { MOST_LINES, PricedLine } from './values.js';

/** An order has few changes; a list that is longer is read in parts. */
export const MOST_CHANGES = 16;
/** Orders of which the versions are asked at once. */
export const MOST_VERSIONS = 500;

/** Its place in the history of the order: the first change has 1, and none is left out. */
const Version = z.int().min(0).max(1_000_000_000);
const change = { orderId: Id, version: Version, at: z.iso.datetime() };

/** One change of an order, as its owner sees it. Kinds are added to, never renamed. */
export const OrderChange = z.union([
  z.object({
    ...change,
    type: z.literal('placed'),
    lines: z.array(PricedLine).max(MOST_LINES),
    total: Money,
  }),
  z.object({ ...change, type: z.literal('confirmed') }),
  /** Nothing is held for it any more. */
  z.object({ ...change, type: z.literal('cancelled'), reason: z.string().max(200) }),
  z.object({ ...change, type: z.literal('refund-asked'), refundId: Id, amount: Money, reason: RefundReason }),
  z.object({ ...change, type: z.literal('refunded'), refundId: Id, amount: Money }),
  z.object({ ...change, type: z.literal('refund-failed'), refundId: Id, reason: z.string().max(200) }),
]);
export type OrderChange = z.output<typeof OrderChange>;

/** The changes of an order after a version, in order. Another user's order does not exist for the caller. */
export class OrderChanges extends query('orders.order-changes.v1', {
  payload: z.object({ id: Id, after: Version }),
  reply: z.object({
    changes: z.array(OrderChange).max(MOST_CHANGES),
    /** The order is final, and these changes are its last. */
    isLast: z.boolean(),
  }),
  errors: { 'orders.not-found': 'not-found', 'orders.unknown-version': 'invalid' },
  from: ['gateway'],
  key: (q) => q.id,
}) {}

/**
 * The versions of orders, to learn which of many have changed by one request; orders that do not exist are left out. For the gateway
 * alone, which then asks for the changes in the name of their owner.
 */
export class OrderVersions extends query('orders.order-versions.v1', {
  payload: z.object({ ids: z.array(Id).min(1).max(MOST_VERSIONS) }),
  reply: z.object({ versions: z.array(z.object({ id: Id, version: Version })).max(MOST_VERSIONS) }),
  from: ['gateway'],
}) {}
