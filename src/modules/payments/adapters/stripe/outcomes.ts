import type Stripe from 'stripe';
import type { Money } from '#shared/kernel';
import type { ChargeOutcome, RefundOutcome } from '../../messages.js';
import { AnotherAmount } from '../../ports/another-amount.js';
import { NotFinal } from '../../ports/not-final.js';

export const DECLINED: ChargeOutcome = { kind: 'declined', reason: 'payment-declined' };
export const NOT_LEFT: RefundOutcome = { kind: 'failed', reason: 'more-than-captured' };

type Intent = Pick<Stripe.PaymentIntent, 'amount' | 'currency' | 'status' | 'last_payment_error'>;

/**
 * The outcome of a charge by the state of its payment intent; undefined: it has never been tried.
 *
 * @throws AnotherAmount  the intent is for another one
 * @throws NotFinal  money is on its way, or waits for a person
 */
export function outcomeOf(intent: Intent, wanted: Money, key: string): ChargeOutcome | undefined {
  if (intent.amount !== wanted.amount || intent.currency !== wanted.currency.toLowerCase())
    throw new AnotherAmount(key);
  switch (intent.status) {
    case 'succeeded':
      return { kind: 'captured' };
    case 'canceled':
      return DECLINED;
    case 'requires_confirmation':
      return undefined;
    case 'requires_payment_method':
      return intent.last_payment_error ? DECLINED : undefined;
    default:
      throw new NotFinal(key, 'charge', intent.status);
  }
}

/** @throws NotFinal  it is pending */
export function refundOutcomeOf(
  { status, failure_reason }: Pick<Stripe.Refund, 'status' | 'failure_reason'>,
  key: string,
): RefundOutcome {
  if (status === 'succeeded') return { kind: 'refunded' };
  if (status === 'failed' || status === 'canceled') return { kind: 'failed', reason: failure_reason ?? status };
  throw new NotFinal(key, 'refund', status ?? 'unknown');
}
