import { AnotherAmount } from '../../ports/another-amount.js';
import { NoAnswer } from '../../ports/no-answer.js';
import { ProviderFailed } from '../../ports/provider-failed.js';

/** What is read of an error of the SDK; its classes are not loaded for that. */
export interface StripeFailure {
  readonly type?: string;
  readonly code?: string;
  readonly param?: string;
  readonly statusCode?: number;
  readonly requestId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Refusals of an amount: no charge of it can ever be made. */
const AMOUNTS: readonly string[] = ['amount_too_small', 'amount_too_large'];

/** The provider's definite no: the card is declined, or what should be charged, or with what, does not exist. */
export const isDeclined = ({ type, code, param }: StripeFailure): boolean =>
  type === 'StripeCardError' ||
  (type === 'StripeInvalidRequestError' && (param === 'payment_method' || AMOUNTS.includes(code ?? '')));

/** The provider's definite no about a refund: there is not as much left of the charge. */
export const isNotLeft = ({ type, code, param }: StripeFailure): boolean =>
  type === 'StripeInvalidRequestError' && (code === 'charge_already_refunded' || param === 'amount');

/** The intent is in a state in which this cannot be done: it has been done already, or was cancelled. */
export const isInAnotherState = ({ code }: StripeFailure): boolean => code === 'payment_intent_unexpected_state';

/** An error of the provider itself that is kept under the key, and so will be the answer for as long as the key lives. */
export const isKeptError = ({ statusCode = 0, headers }: StripeFailure): boolean =>
  statusCode >= 500 && headers?.['idempotent-replayed'] === 'true';

/** The same error in words of the port: each says that the outcome is unknown. Errors that are no calls' are left as they are. */
export function failureOf(error: unknown, key: string): unknown {
  const { type, code, statusCode, requestId } = error as StripeFailure;
  if (!type?.startsWith('Stripe')) return error;
  if (type === 'StripeIdempotencyError') return new AnotherAmount(key);
  if (statusCode === undefined) return new NoAnswer(key);
  return new ProviderFailed(key, `${statusCode} ${code ?? type}, request ${requestId ?? 'unknown'}`);
}
