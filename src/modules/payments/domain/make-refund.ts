import type { ItemTime } from '#libs/messaging/contract';
import type { MakeRefund } from '#shared/contracts/payments';
import { RefundPart } from '../messages.js';
import type { Payment } from './payment.js';
import { type Refund, type RefundTill, wordOf } from './refund.js';

/**
 * The first `make-refund` sets the money aside and starts a call to the provider; a repeated one gets the outcome again, if there is one. What
 * there is no money for has failed: orders asks for no more than was captured, so that is said twice.
 */
export function makeRefund(
  { orderId, refundId, amount }: MakeRefund,
  { payment, refund }: RefundTill,
  { now }: ItemTime,
) {
  if (refund) return { send: wordOf(refund) };
  const asked: Refund = { id: refundId, orderId, status: 'refunding', ...amount, reason: null, since: now };
  const reason = refusal(amount.amount, amount.currency, payment);
  if (reason !== undefined || !payment) {
    const failed: Refund = { ...asked, status: 'failed', reason: reason ?? 'not-captured' };
    return { set: { refund: failed }, send: wordOf(failed) };
  }
  return {
    set: { refund: asked, payment: { ...payment, promised: payment.promised + amount.amount } },
    send: [new RefundPart({ orderId, refundId, amount })],
  };
}

function refusal(amount: number, currency: string, payment: Payment | undefined): string | undefined {
  if (payment?.status !== 'captured') return 'not-captured';
  if (payment.currency !== currency) return 'another-currency';
  return amount > payment.captured - payment.promised ? 'more-than-captured' : undefined;
}
