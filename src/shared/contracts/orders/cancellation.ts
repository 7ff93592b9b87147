import { z } from 'zod';
import { command } from '#libs/messaging/contract';
import { Id } from '#shared/kernel';
import { OrderStatus } from './values.js';

/** Why a customer gives an order up. No free text: the stream of an order is never deleted, and holds nothing personal. */
export const CancellationReason = z.enum(['ordered-by-mistake', 'no-longer-needed', 'takes-too-long']);
export type CancellationReason = z.output<typeof CancellationReason>;

/**
 * What becomes of the money of an order that is cancelled.
 * - **none**: nothing was taken and nothing will be.
 * - **returned-if-taken**: whatever was taken, or is taken by a payment that is under way, is given back before the order is `cancelled`.
 * - **returned**: what was taken has been given back.
 */
export const CancelledMoney = z.enum(['none', 'returned-if-taken', 'returned']);
export type CancelledMoney = z.output<typeof CancelledMoney>;

/**
 * Gives an order up. It is `cancelled` when nothing is held for it any more, which may be at once or later. One that is confirmed stays so
 * until its money is given back and its goods are on the shelf again.
 * Asked again it tells the same; of an order that was cancelled for another cause it tells what became of it.
 */
export class CancelOrder extends command('orders.cancel-order.v1', {
  payload: z.object({ id: Id, reason: CancellationReason.optional() }),
  reply: z.object({
    id: Id,
    status: OrderStatus,
    progress: z.string().max(40),
    reason: z.string().max(200),
    money: CancelledMoney,
  }),
  errors: {
    'orders.not-found': 'not-found',
    'orders.refund-in-progress': 'conflict',
    'orders.too-many-refunds': 'conflict',
  },
  key: (c) => c.id,
  audit: ({ id, reason }, reply, caller) =>
    caller?.role === 'customer' ? undefined : { order: id, reason, status: reply?.status },
  passesAdmission: true,
  from: ['gateway'],
}) {}
