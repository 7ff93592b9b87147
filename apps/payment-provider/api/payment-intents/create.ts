import { scenarioOf } from '../../scenarios/scenario.js';
import type { PaymentIntent } from '../../ledger/objects.js';
import { failed, invalid } from '../api-error.js';
import { type Desk, eventOf, ok, type Outcome, seconds } from '../desk.js';
import type { Params } from '../params.js';
import { decision, type Route } from '../route.js';
import { confirmed } from './confirm.js';
import { methodIn } from './method-in.js';

const AMOUNT = { min: 1, max: 99_999_999 };
const CAPTURES = ['automatic', 'automatic_async', 'manual'] as const;

/** `POST /v1/payment_intents`; with `confirm=true` it takes the money as well. */
export const create: Route = {
  method: 'POST',
  path: /^\/v1\/payment_intents$/,
  read(params) {
    const wanted = wantedIn(params);
    const isConfirmed = params.flag('confirm');
    params.nothingElse();
    const { payment_method: method } = wanted;
    if (isConfirmed && method === null)
      throw invalid('A payment method is needed to confirm.', { param: 'payment_method' });
    return decision((desk) => (isConfirmed ? confirmed(created(wanted, desk), desk) : created(wanted, desk)), {
      to: 'create',
      method: method ?? '',
    });
  },
};

type Wanted = Pick<
  PaymentIntent,
  'amount' | 'currency' | 'capture_method' | 'description' | 'metadata' | 'payment_method' | 'payment_method_types'
>;

function wantedIn(params: Params): Wanted {
  const currency = params.required('currency', params.text('currency', 3)).toLowerCase();
  if (!/^[a-z]{3}$/.test(currency)) throw invalid(`Invalid currency: ${currency}.`, { param: 'currency' });
  const types = params.list('allowed_payment_method_types');
  if (types.some((type) => type !== 'card'))
    throw invalid('Only cards are taken here.', { param: 'allowed_payment_method_types' });
  return {
    amount: params.required('amount', params.whole('amount', AMOUNT)),
    currency,
    capture_method: params.choice('capture_method', CAPTURES) ?? 'automatic_async',
    description: params.text('description', 1_000) ?? null,
    metadata: params.metadata(),
    payment_method: methodIn(params) ?? null,
    payment_method_types: ['card'],
  };
}

function created(wanted: Wanted, desk: Desk): Outcome & { body: PaymentIntent } {
  if (desk.books.intents.size >= desk.mostIntents)
    throw failed('The ledger is full: begin another one (CLEAVE_PAYMENT_PROVIDER_LEDGER).', 503);
  const id = desk.id('pi');
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    ...wanted,
    amount_capturable: 0,
    amount_received: 0,
    canceled_at: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${desk.id('s').slice(2)}`,
    confirmation_method: 'automatic',
    created: seconds(desk.now),
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    next_action: null,
    status: wanted.payment_method ? 'requires_confirmation' : 'requires_payment_method',
  };
  const isLost = scenarioOf(wanted.payment_method ?? '').webhooks === 'lost';
  const events = [eventOf('payment_intent.created', intent, desk, isLost)];
  return { ...ok(intent, { change: { intents: [intent], events }, intent: id }), body: intent };
}
