import { RefundCharge } from '../messages.js';
import { type Payment, unpromised } from './payment.js';

/** Refunds all that is left of what was captured: as with a charge, the intent is committed before the provider is called. */
export const giveBack = (payment: Payment, now: Date) => ({
  set: { payment: { ...payment, status: 'refunding' as const, since: now } },
  send: [new RefundCharge({ orderId: payment.orderId, amount: unpromised(payment) })],
});
