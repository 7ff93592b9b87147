import { isKeptError, type StripeFailure } from './failure.js';

/** More failures than anybody has seen of one call within a day. */
const MOST_KEYS = 8;

/**
 * Calls under the key, and under the next one when an error of the provider itself is kept under it: Stripe keeps such an error for as
 * long as the key lives, and would answer nothing else.
 *
 * @param mayGoOn  whether the call that failed has certainly had no effect that matters; asked before the next key is taken
 */
export async function underKeys<T>(
  key: string,
  call: (idempotencyKey: string) => Promise<T>,
  mayGoOn: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<T> {
  for (let n = 1; ; n++)
    try {
      return await call(n === 1 ? key : `${key}:${n}`);
    } catch (error) {
      if (n === MOST_KEYS || !isKeptError(error as StripeFailure) || !(await mayGoOn())) throw error;
    }
}
