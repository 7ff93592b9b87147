import type { Money } from '#shared/kernel';

/** An entry of the provider's ledger. Committed before the call is answered, never changed. */
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
  /** Age by the database's clock. */
  readonly ageMs: number;
}
/** The unique key of an entry. */
export type Place = Pick<Entry, 'kind' | 'key'>;
