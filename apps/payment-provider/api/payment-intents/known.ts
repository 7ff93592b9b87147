import type { PaymentIntent } from '../../ledger/objects.js';
import { invalid, missing } from '../api-error.js';
import type { Desk } from '../desk.js';

/** @throws ApiError  there is none */
export function known({ books }: Desk, id: string, param = 'intent', status = 404): PaymentIntent {
  const intent = books.intents.get(id);
  if (!intent) throw missing('payment_intent', id, param, status);
  return intent;
}

/** @throws ApiError  it is in none of these states */
export function mustBe(intent: PaymentIntent, states: readonly PaymentIntent['status'][], verb: string): void {
  if (states.includes(intent.status)) return;
  const message = `This PaymentIntent's status is ${intent.status}: only one with ${states.join(', ')} can be ${verb}.`;
  throw invalid(message, { code: 'payment_intent_unexpected_state', payment_intent: intent });
}
