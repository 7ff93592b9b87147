import type { PaymentIntent, Refund, StripeEvent } from './objects.js';

/** A line of the ledger: all that one request has changed, and what was answered to it. Never changed. */
export interface Entry {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Objects as they are from now on. */
  readonly intents?: readonly PaymentIntent[];
  readonly refunds?: readonly Refund[];
  readonly events?: readonly StripeEvent[];
  readonly reply?: Reply;
  /** An event that needs not be posted any more. */
  readonly posted?: string;
}

/** What the first request under an idempotency key was answered, an error of ours as well. */
export interface Reply {
  readonly key: string;
  /** Digest of the request. */
  readonly request: string;
  readonly status: number;
  /** JSON. */
  readonly body: string;
  /** The answer never arrives, however often it is asked for under this key. */
  readonly isLost?: true;
  /** The payment intent that it is about. */
  readonly intent?: string;
}
