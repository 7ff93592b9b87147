import { money, type Money } from '#shared/kernel';
import type { RecordOutcome } from '../messages.js';
import { type Payment, unpromised } from './payment.js';

type ProviderOutcome = RecordOutcome['outcome'];

/** A call to the provider and its outcome: never changed; one per payment, kind and outcome. */
export interface PaymentAttempt {
  readonly orderId: string;
  readonly kind: 'charge' | 'refund';
  /** `unknown`: no answer so far; the final outcome is stored as another attempt. */
  readonly outcome: ProviderOutcome['kind'];
  readonly amount: number;
  readonly currency: string;
  /** Why the provider declined. */
  readonly reason: string | null;
  /** When the outcome arrived here. */
  readonly at: Date;
}

/** The attempt with this outcome, for the state of the payment before it. */
export const attemptOf = (outcome: ProviderOutcome, payment: Payment, at: Date): PaymentAttempt => ({
  orderId: payment.orderId,
  ...asked(outcome, payment),
  outcome: outcome.kind,
  reason: outcome.kind === 'declined' ? outcome.reason : null,
  at,
});

/** A refund returns all that is left of what was captured, and a charge always captures the whole amount. */
function asked({ kind }: ProviderOutcome, payment: Payment): Pick<PaymentAttempt, 'kind'> & Money {
  if (kind === 'refunded') return { kind: 'refund', ...unpromised(payment) };
  return { kind: 'charge', ...money(payment.amount, payment.currency) };
}
