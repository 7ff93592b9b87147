import { z } from 'zod';
import { query } from '#libs/messaging/contract';
import { Id, Money } from '#shared/kernel';
import { PaymentAttempt, PaymentStatus } from './values.js';

const payment = { orderId: Id, status: PaymentStatus };

/**
 * The payment of an order of the caller; another user's payment does not exist for them. `payments.owner-unknown`: there is one, whose
 * charge was sent by a release that did not name the user, so it is shown to staff alone.
 */
export class GetPaymentOfOrder extends query('payments.get-payment-of-order.v1', {
  payload: z.object({ orderId: Id }),
  reply: z.object({
    ...payment,
    /** What was asked for: nothing, in no currency (XXX), when the order was given up before that. */
    amount: Money,
    refunded: Money,
    /** In order of time, one of each kind and outcome at most: captured, declined, unknown, refunded. */
    attempts: z.array(PaymentAttempt).max(4),
  }),
  errors: { 'payments.not-found': 'not-found', 'payments.owner-unknown': 'forbidden' },
  key: (q) => q.orderId,
  from: ['gateway'],
}) {}

/** Where the money of several orders of the caller stands; an order without a payment is left out, like that of another user. */
export class ListPayments extends query('payments.list-payments.v1', {
  payload: z.object({ orderIds: z.array(Id).min(1).max(100) }),
  reply: z.object({
    payments: z.array(z.object(payment)).max(100),
    /** False: one is left out because its owner is not known. */
    isWhole: z.boolean(),
  }),
  from: ['gateway'],
}) {}

/** What waits for a payment provider that does not answer; nothing does while it answers. */
export class GetProviderBacklog extends query('payments.get-provider-backlog.v1', {
  payload: z.object({}),
  reply: z.object({
    isAway: z.boolean(),
    /** Charges, up to 10,000. */
    waiting: z.int().min(0),
    /** How long they take at the rate of the last time, in milliseconds; null: no rate is known. */
    worthMs: z.int().min(0).nullable(),
  }),
  from: ['orders'],
}) {}

/** So many are compared at a time. */
export const MOST_BALANCES = 100;

/**
 * What is kept of the money of orders, in the order of their ids: of these orders, or of all after one and before another. For whoever
 * compares it.
 */
export class ListBalances extends query('payments.list-balances.v1', {
  payload: z.object({
    orderIds: z.array(Id).min(1).max(MOST_BALANCES).optional(),
    after: Id.optional(),
    before: Id.optional(),
    limit: z.int().min(1).max(MOST_BALANCES),
  }),
  reply: z.object({
    balances: z
      .array(
        z.object({
          ...payment,
          currency: z.string().max(3),
          captured: z.int(),
          refunded: z.int(),
          since: z.iso.datetime(),
        }),
      )
      .max(MOST_BALANCES),
    hasMore: z.boolean(),
  }),
  from: ['orders'],
}) {}
