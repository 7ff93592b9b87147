import { RefundFailed, RefundMade } from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import type { Payment } from './payment.js';

/** A part of an order's money that is given back: one per refund of the order, never deleted, so that nothing is given back twice. */
export interface Refund {
  readonly id: string;
  readonly orderId: string;
  readonly status: 'refunding' | 'refunded' | 'failed';
  readonly amount: number;
  readonly currency: string;
  /** Why it failed. */
  readonly reason: string | null;
  /** Time of the last change of state. */
  readonly since: Date;
}

/** The data of a decision about a refund. */
export interface RefundTill {
  readonly payment: Payment | undefined;
  readonly refund: Refund | undefined;
}

/** The final outcome as a message to orders; none while the provider is asked. */
export function wordOf({
  id: refundId,
  orderId,
  status,
  amount,
  currency,
  reason,
}: Refund): (RefundMade | RefundFailed)[] {
  if (status === 'refunded') return [new RefundMade({ orderId, refundId, amount: money(amount, currency) })];
  if (status === 'failed') return [new RefundFailed({ orderId, refundId, reason: reason ?? 'refund-failed' })];
  return [];
}
