import type { Books } from '../ledger/books.js';
import type { Entry, Reply } from '../ledger/entry.js';
import type { PaymentIntent, Refund, StripeEvent } from '../ledger/objects.js';

/** The version of Stripe's API that the SDK in package.json speaks. */
export const API_VERSION = '2026-10-28.endive';

/** What a decision may know: the books as they are, the time, new ids, and who asks. */
export interface Desk {
  readonly books: Books;
  /** In milliseconds since 1970. */
  readonly now: number;
  /** How many payment intents there may be. */
  readonly mostIntents: number;
  /** Whether events are posted to somebody. */
  readonly isHeard: boolean;
  readonly requestId: string | null;
  readonly key: string | undefined;
  id(prefix: string): string;
}

/** What is answered to a request, and what it changes. */
export interface Outcome {
  readonly status: number;
  readonly body: object;
  readonly change?: Pick<Entry, 'intents' | 'refunds' | 'events'>;
  /** The payment intent that it is about; its scenario says how it is answered. */
  readonly intent?: string;
  /** It has tried to take money. */
  readonly hasCharged?: boolean;
  /** The answer never arrives. */
  readonly isLost?: boolean;
}

/** The same, replayed or not, as HTTP has to say it. */
export interface Answer extends Pick<Reply, 'status' | 'body' | 'isLost'> {
  readonly isReplayed?: true;
}

export const ok = (body: PaymentIntent | Refund | object, more: Partial<Outcome> = {}): Outcome => ({
  status: 200,
  body,
  ...more,
});

export const seconds = (ms: number): number => Math.floor(ms / 1_000);

/** What is told of a change. The scenario `lost` keeps it from being posted; it is listed all the same. */
export function eventOf(type: string, object: PaymentIntent | Refund, desk: Desk, isLost: boolean): StripeEvent {
  return {
    id: desk.id('evt'),
    object: 'event',
    api_version: API_VERSION,
    created: seconds(desk.now),
    data: { object },
    livemode: false,
    pending_webhooks: desk.isHeard && !isLost ? 1 : 0,
    request: { id: desk.requestId, idempotency_key: desk.key ?? null },
    type,
  };
}
