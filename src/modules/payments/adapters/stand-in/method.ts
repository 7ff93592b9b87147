import type { ChargeOutcome } from '../../messages.js';

/** How the stand-in treats a payment method: what it decides, and what becomes of the answer. */
export interface Treatment {
  readonly outcome: ChargeOutcome;
  /** `lost`: charged, and the call breaks off. `late`: charged, and for a while neither the call nor a question is answered. */
  readonly answer: 'prompt' | 'lost' | 'late';
}

/** Stripe's test tokens whose charge fails, as pm_card_visa_chargeDeclined or pm_card_chargeDeclinedInsufficientFunds. */
const DECLINED = /_(chargeDeclined|chargeCustomerFail|radarBlock)/;
const ANSWERS: ReadonlyMap<string, Treatment['answer']> = new Map([
  ['pm_cleave_answerLost', 'lost'],
  ['pm_cleave_silent', 'late'],
]);

/** Whether it is a payment method at all; what is not is declined and never charged. */
export const isMethod = (token: string): boolean => /^pm_\w+$/.test(token);

/** Tokens obey their names; one that says nothing is a card in good order. */
export function treatmentOf(token: string): Treatment {
  const declined = !isMethod(token) || DECLINED.test(token);
  return {
    outcome: declined ? { kind: 'declined', reason: 'payment-declined' } : { kind: 'captured' },
    answer: ANSWERS.get(token) ?? 'prompt',
  };
}
