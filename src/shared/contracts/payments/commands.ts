import { z } from 'zod';
import { command } from '#libs/messaging/contract';
import { Id, Money } from '#shared/kernel';

/** Takes the order's total, once. Answered by PaymentCaptured or PaymentDeclined as soon as the provider's word is definite. */
export class ChargePayment extends command('payments.charge-payment.v1', {
  payload: z.object({
    orderId: Id,
    /** Whose payment it is, and who may see it; a message written before there was this field has none. */
    userId: Id.optional(),
    amount: Money,
    method: z.string().max(100),
  }),
  key: (c) => c.orderId,
  from: ['orders'],
}) {}

/**
 * Gives a part of what was captured back, once per refund: answered by RefundMade, or by RefundFailed when it certainly was not and
 * will not be. Asked again, it is answered again.
 */
export class MakeRefund extends command('payments.make-refund.v1', {
  payload: z.object({ orderId: Id, refundId: Id, amount: Money }),
  key: (c) => c.orderId,
  from: ['orders'],
}) {}

/** Sees to it that no money of the order is kept, now or later; answered by PaymentUndone when that is certain. */
export class RefundPayment extends command('payments.refund-payment.v1', {
  payload: z.object({ orderId: Id }),
  key: (c) => c.orderId,
  from: ['orders'],
}) {}
