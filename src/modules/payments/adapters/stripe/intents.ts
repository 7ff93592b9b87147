import type Stripe from 'stripe';
import { bornAt, type EffectCall } from '#libs/messaging';
import type { CaptureCharge } from '../../messages.js';
import { CALL, intentsWith, isReplayed, ORDER } from './found.js';
import { underKeys } from './tries.js';

/** An hour less than Stripe promises to keep a key. */
const KEYS_LIVE_MS = 23 * 3_600_000;

/**
 * The payment intent of a call, as it is now; made, without taking money, when there is none.
 *
 * One call has one intent, and an intent takes money once, whoever confirms it how often. So an intent that was not confirmed is a
 * definite no: a lost call that arrives now, and the next one of ours, confirm the same intent.
 *
 * There is one as long as `create` under the key of the call returns the same. Stripe keeps a key for at least 24 hours after its first
 * use, which cannot be earlier than the call was born, as its key says. For an older call its intent is searched first, by the key
 * in its metadata: one that is not yet shown by the search is younger than a minute, so its key is alive.
 *
 * What is sent must never change for a call: Stripe compares it. A release that wants to send something else has to do so under other keys.
 */
export async function intentFor(
  stripe: Stripe,
  { orderId, amount, method }: CaptureCharge,
  { key }: EffectCall,
): Promise<Stripe.PaymentIntent> {
  if (Date.now() - bornAt(key) > KEYS_LIVE_MS) {
    const found = await intentsWith(stripe, CALL, key);
    const [tried, first] = [found.find(({ latest_charge }) => latest_charge !== null), found[0]];
    if (first) return tried ?? first;
  }
  const wanted: Stripe.PaymentIntentCreateParams = {
    amount: amount.amount,
    currency: amount.currency.toLowerCase(),
    payment_method: method,
    allowed_payment_method_types: ['card'],
    capture_method: 'automatic',
    metadata: { [ORDER]: orderId, [CALL]: key },
  };
  const intent = await underKeys(key, (idempotencyKey) => stripe.paymentIntents.create(wanted, { idempotencyKey }));
  return isReplayed(intent) ? stripe.paymentIntents.retrieve(intent.id) : intent;
}
