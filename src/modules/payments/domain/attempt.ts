import { money, type Money } from '#shared/kernel';
import type { RecordOutcome } from '../messages.js';
import type { Payment } from './payment.js';

type ProviderOutcome = RecordOutcome['outcome'];

/** What was asked of the provider and what came of it: never changed, and of each kind and outcome one per payment. */
export interface PaymentAttempt {
  readonly orderId: string;
  readonly kind: 'charge' | 'refund';
  /** `unknown`: no answer so far; the definite one is an attempt of its own. */
  readonly outcome: ProviderOutcome['kind'];
  readonly amount: number;
  readonly currency: string;
  /** Why the provider declined. */
  readonly reason: string | null;
  /** When the outcome was heard of. */
  readonly at: Date;
}

/** The attempt that had this outcome, as the payment stood until then. */
export const attemptOf = (outcome: ProviderOutcome, payment: Payment, at: Date): PaymentAttempt => ({
  orderId: payment.orderId,
  ...asked(outcome, payment),
  outcome: outcome.kind,
  reason: outcome.kind === 'declined' ? outcome.reason : null,
  at,
});

/** All that was captured goes back, and nothing but the whole is ever charged. */
function asked(
  { kind }: ProviderOutcome,
  { amount, captured, currency }: Payment,
): Pick<PaymentAttempt, 'kind'> & Money {
  if (kind === 'refunded') return { kind: 'refund', ...money(captured, currency) };
  return { kind: 'charge', ...money(amount, currency) };
}
