import type { ItemTime } from '#libs/messaging/contract';
import type { ChargePayment } from '#shared/contracts/payments';
import { CaptureCharge } from '../messages.js';
import { intent, type Till, word } from './payment.js';

/**
 * The first wish becomes an intent and a call; whatever is known already, a refund that was faster included, stays as it
 * is. Whoever asks again is told again what is certain.
 */
export function charge({ orderId, amount, method }: ChargePayment, { payment }: Till, { now }: ItemTime) {
  if (payment) return { send: word(payment) };
  return { set: { payment: intent(orderId, amount, now) }, send: [new CaptureCharge({ orderId, amount, method })] };
}
