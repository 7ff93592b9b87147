import Stripe from 'stripe';
import { newId } from '#libs/messaging';
import { ReceiveWebhook } from '#shared/contracts/payments';

export const WEBHOOK_SECRET = 'whsec_0123456789';

/** An event about a payment of 25.00 EUR, signed now. */
export function webhook(type: string, orderId: string, more: object = {}, id = `evt_${newId()}`): ReceiveWebhook {
  const object = {
    object: type.split('.', 1)[0],
    amount: 2_500,
    currency: 'eur',
    metadata: { order_id: orderId, call_key: newId() },
    ...more,
  };
  const body = JSON.stringify({ id, object: 'event', type, data: { object } }, null, 2);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: WEBHOOK_SECRET });
  return new ReceiveWebhook({ body, signature });
}

export const hasCaptured = (orderId: string, amount = 2_500) =>
  webhook('payment_intent.succeeded', orderId, { amount_received: amount });
export const hasDeclined = (orderId: string) =>
  webhook('payment_intent.payment_failed', orderId, { status: 'requires_payment_method' });
export const hasRefunded = (orderId: string, status = 'succeeded') =>
  webhook(status === 'failed' ? 'refund.failed' : 'refund.updated', orderId, { status });
