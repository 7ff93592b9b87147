import type { ItemTime } from '#libs/messaging/contract';
import type { ChargePayment } from '#shared/contracts/payments';
import { CaptureCharge } from '../messages.js';
import { intent, type Till, word } from './payment.js';

/**
 * The first `charge-payment` stores an intent and starts a call to the provider. An existing payment is not changed, also when it is
 * the tombstone of a refund that arrived earlier. A repeated request gets the final outcome again, if there is one.
 */
export function charge({ orderId, userId, amount, method }: ChargePayment, { payment }: Till, { now }: ItemTime) {
  if (payment) return { send: word(payment) };
  const intended = intent(orderId, userId ?? null, amount, now);
  return { set: { payment: intended }, send: [new CaptureCharge({ orderId, amount, method })] };
}
