import { z } from 'zod';
import { event } from '#libs/messaging/contract';
import { Id, Money } from '#shared/kernel';

export class PaymentCaptured extends event('payments.payment-captured.v1', {
  payload: z.object({ orderId: Id, amount: Money }),
  key: (e) => e.orderId,
}) {}

export class PaymentDeclined extends event('payments.payment-declined.v1', {
  payload: z.object({ orderId: Id, reason: z.string().max(200) }),
  key: (e) => e.orderId,
}) {}

/** A part of the order's money has been given back, by the provider's definite word. */
export class RefundMade extends event('payments.refund-made.v1', {
  payload: z.object({ orderId: Id, refundId: Id, amount: Money }),
  key: (e) => e.orderId,
}) {}

/** The refund was not made and will not be; another one may be. */
export class RefundFailed extends event('payments.refund-failed.v1', {
  payload: z.object({ orderId: Id, refundId: Id, reason: z.string().max(200) }),
  key: (e) => e.orderId,
}) {}

/** Nothing of the order's money is kept, now or later: never taken (`refunded` is null), or given back. */
export class PaymentUndone extends event('payments.payment-undone.v1', {
  payload: z.object({ orderId: Id, refunded: Money.nullable() }),
  key: (e) => e.orderId,
}) {}
