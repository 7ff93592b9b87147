import type { PaymentError, PaymentIntent } from '../../ledger/objects.js';
import { type Decline, scenarioOf } from '../../scenarios/scenario.js';
import { invalid } from '../api-error.js';
import { type Desk, eventOf, ok, type Outcome } from '../desk.js';
import { decision, type Route } from '../route.js';
import { known, mustBe } from './known.js';
import { methodIn } from './method-in.js';

const DECLINED = 'Your card was declined.';

/** `POST /v1/payment_intents/:id/confirm`: takes the money, or says why not. */
export const confirm: Route = {
  method: 'POST',
  path: /^\/v1\/payment_intents\/(pi_\w+)\/confirm$/,
  read(params, id) {
    const method = methodIn(params);
    params.flag('error_on_requires_action');
    params.nothingElse();
    return decision(
      (desk) => {
        const intent = known(desk, id);
        mustBe(intent, ['requires_confirmation', 'requires_payment_method'], 'confirmed');
        return confirmed({ body: { ...intent, payment_method: method ?? intent.payment_method } }, desk);
      },
      { to: 'confirm', intent: id },
    );
  },
};

/** The money of an intent is taken by its payment method, in addition to what has been changed already. */
export function confirmed(
  { body: intent, change = {} }: Pick<Outcome, 'change'> & { body: PaymentIntent },
  desk: Desk,
): Outcome {
  const { payment_method: method } = intent;
  if (!method)
    throw invalid('This PaymentIntent has no payment method to be confirmed with.', {
      code: 'payment_intent_unexpected_state',
      payment_intent: intent,
    });
  const { decline, webhooks, answer } = scenarioOf(method);
  const charge = desk.id('ch');
  const tried = decline ? declined(intent, method, charge, decline) : charged(intent, charge);
  const events = [...(change.events ?? []), eventOf(EVENTS[tried.status]!, tried, desk, webhooks === 'lost')];
  const more = { change: { intents: [tried], events }, intent: intent.id, hasCharged: true, isLost: answer === 'lost' };
  if (!decline) return ok(tried, more);
  const error = { ...tried.last_payment_error, payment_intent: tried };
  return { status: 402, body: { error }, ...more };
}

const EVENTS: Partial<Record<PaymentIntent['status'], string>> = {
  succeeded: 'payment_intent.succeeded',
  requires_capture: 'payment_intent.amount_capturable_updated',
  requires_payment_method: 'payment_intent.payment_failed',
};

function charged(intent: PaymentIntent, charge: string): PaymentIntent {
  const isHeld = intent.capture_method === 'manual';
  return {
    ...intent,
    status: isHeld ? 'requires_capture' : 'succeeded',
    amount_capturable: isHeld ? intent.amount : 0,
    amount_received: isHeld ? 0 : intent.amount,
    last_payment_error: null,
    latest_charge: charge,
  };
}

function declined(intent: PaymentIntent, method: string, charge: string, decline: Decline): PaymentIntent {
  const error: PaymentError = {
    type: 'card_error',
    ...decline,
    message: DECLINED,
    charge,
    payment_method: { id: method, object: 'payment_method' },
  };
  const status = 'requires_payment_method' as const;
  return { ...intent, status, payment_method: null, last_payment_error: error, latest_charge: charge };
}
