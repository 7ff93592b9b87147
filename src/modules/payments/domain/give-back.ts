import { money } from '#shared/kernel';
import { RefundCharge } from '../messages.js';
import type { Payment } from './payment.js';

/** Refunds everything that was captured: as with a charge, the intent is committed before the provider is called. */
export const giveBack = (payment: Payment, now: Date) => ({
  set: { payment: { ...payment, status: 'refunding' as const, since: now } },
  send: [new RefundCharge({ orderId: payment.orderId, amount: money(payment.captured, payment.currency) })],
});
