import type { ItemTime } from '#libs/messaging/contract';
import type { RecordRefund } from '../messages.js';
import { type Refund, type RefundTill, wordOf } from './refund.js';

/** Applies the provider's word on a refund, once. What has failed is not set aside any more, and may be refunded again. */
export function recordRefund({ refundId, outcome }: RecordRefund, { payment, refund }: RefundTill, { now }: ItemTime) {
  if (!payment || !refund) throw new Error(`refund ${refundId}: the provider was called without an intent`);
  if (refund.status !== 'refunding') return {};
  const { amount } = refund;
  if (outcome.kind === 'failed') {
    const failed: Refund = { ...refund, status: 'failed', reason: outcome.reason, since: now };
    return {
      set: { refund: failed, payment: { ...payment, promised: payment.promised - amount } },
      send: wordOf(failed),
    };
  }
  const made: Refund = { ...refund, status: 'refunded', since: now };
  return { set: { refund: made, payment: { ...payment, refunded: payment.refunded + amount } }, send: wordOf(made) };
}
