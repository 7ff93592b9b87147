import { money } from '#shared/kernel';
import { RefundCharge } from '../messages.js';
import type { Payment } from './payment.js';

/** Everything that was captured goes back: as with the charge, the intent first, then the call. */
export const giveBack = (payment: Payment, now: Date) => ({
  set: { payment: { ...payment, status: 'refunding' as const, since: now } },
  send: [new RefundCharge({ orderId: payment.orderId, amount: money(payment.captured, payment.currency) })],
});
