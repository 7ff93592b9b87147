import type { Money } from '#shared/kernel';

/** One line of the provider's books. Written before anybody is answered, never changed. */
export interface Entry {
  readonly kind: 'charge' | 'refund';
  /** The caller's idempotency key: one entry per kind and key. */
  readonly key: string;
  readonly orderId: string;
  readonly amount: Money;
  readonly method: string;
  readonly outcome: 'captured' | 'declined' | 'refunded';
}
export interface Booked extends Entry {
  /** How long ago by the database's clock. */
  readonly ageMs: number;
}
/** What there is one entry of. */
export type Place = Pick<Entry, 'kind' | 'key'>;
