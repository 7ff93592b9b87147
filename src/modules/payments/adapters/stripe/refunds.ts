import type Stripe from 'stripe';
import type { EffectCall } from '#libs/messaging';
import type { AnyRefund } from '../../ports/payment-provider.js';
import { NotFinal } from '../../ports/not-final.js';
import { CALL, intentsWith, isReplayed, ORDER } from './found.js';
import { underKeys } from './tries.js';

const MOST_LISTED = 100;

/**
 * The payment intent that has taken the order's money.
 *
 * @throws NotFinal  Stripe's search does not show it yet
 */
export async function chargedIntentOf(stripe: Stripe, orderId: string, key: string): Promise<Stripe.PaymentIntent> {
  const intents = await intentsWith(stripe, ORDER, orderId);
  const charged = intents.find(({ status }) => status === 'succeeded');
  if (!charged) throw new NotFinal(key, 'refund', 'without a charge');
  return charged;
}

/**
 * The refund that a call has made. A list of Stripe shows what was made before it, unlike a search. Only a call that is still on its way
 * could come after it, and the next one of ours has the same key.
 */
export async function refundBy(
  stripe: Stripe,
  { id }: Pick<Stripe.PaymentIntent, 'id'>,
  key: string,
): Promise<Stripe.Refund | undefined> {
  const { data } = await stripe.refunds.list({ payment_intent: id, limit: MOST_LISTED });
  return data.find(({ metadata }) => metadata?.[CALL] === key);
}

/** Gives money back once under the key. An error that Stripe keeps under it was no refund when none is listed: then the next key is taken. */
export async function refunded(
  stripe: Stripe,
  intent: Pick<Stripe.PaymentIntent, 'id'>,
  { orderId, amount }: AnyRefund,
  { key }: EffectCall,
): Promise<Stripe.Refund> {
  const wanted = { payment_intent: intent.id, amount: amount.amount, metadata: { [ORDER]: orderId, [CALL]: key } };
  const refund = await underKeys(
    key,
    (idempotencyKey) => stripe.refunds.create(wanted, { idempotencyKey }),
    async () => (await refundBy(stripe, intent, key)) === undefined,
  );
  return isReplayed(refund) ? stripe.refunds.retrieve(refund.id) : refund;
}
