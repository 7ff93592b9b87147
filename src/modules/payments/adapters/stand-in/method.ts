import type { ChargeOutcome } from '../../messages.js';

/** How the stand-in treats a payment method: the outcome of the charge, and whether the answer arrives. */
export interface Treatment {
  readonly outcome: ChargeOutcome;
  /** `lost`: charged, and the call fails without an answer. `late`: charged, and for a while neither the call nor a look-up is answered. */
  readonly answer: 'prompt' | 'lost' | 'late';
}

/** Stripe's test tokens whose charge is declined, such as pm_card_visa_chargeDeclined or pm_card_chargeDeclinedInsufficientFunds. */
const DECLINED = /_(chargeDeclined|chargeCustomerFail|radarBlock)/;
const ANSWERS: ReadonlyMap<string, Treatment['answer']> = new Map([
  ['pm_cleave_answerLost', 'lost'],
  ['pm_cleave_silent', 'late'],
]);

/** Whether the text is a payment method; anything else is declined and never charged. */
export const isMethod = (token: string): boolean => /^pm_\w+$/.test(token);

/** The behaviour that the token's name describes; any other token is a valid card. */
export function treatmentOf(token: string): Treatment {
  const declined = !isMethod(token) || DECLINED.test(token);
  return {
    outcome: declined ? { kind: 'declined', reason: 'payment-declined' } : { kind: 'captured' },
    answer: ANSWERS.get(token) ?? 'prompt',
  };
}
