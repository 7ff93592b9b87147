import { refuse } from '#libs/messaging/contract';
import { RebuildProjection } from '#shared/contracts/orders';

/** A copy of a projection in a store, as operators have decided about it. */
export interface Copy {
  readonly projection: string;
  readonly store: string;
  /** Counted from 1. */
  readonly copy: number;
  readonly state: 'building' | 'live' | 'old' | 'dropped';
  /** Of its documents. */
  readonly shape: number;
  readonly changedAt: Date;
}

/** What a decision about copies sees: all that the store ever had, in no particular order. */
export interface Copies {
  readonly copies: readonly Copy[];
}

export const decided = ({ projection, store, copy, state }: Copy) => ({ projection, store, copy, state });

/** What is meant: a projection, and a store unless there is only one. */
export interface Named {
  readonly projection: string;
  readonly store?: string;
}

/**
 * The name of the store that is meant, among those that the running code feeds. Throws a refusal when the projection or the store is
 * not known, or when it does not follow which store is meant.
 */
export function storeMeant({ projection, store }: Named, ours: string, stores: readonly string[]): string {
  checkName(projection, ours);
  if (store === undefined) {
    if (stores.length === 1) return stores[0]!;
    throw refuse(RebuildProjection, 'orders.store-not-named', { projection, stores });
  }
  if (!stores.includes(store)) throw refuse(RebuildProjection, 'orders.no-such-store', { projection, store });
  return store;
}

/** Throws a refusal for the name of another projection. */
export function checkName(projection: string, ours: string): void {
  if (projection !== ours) throw refuse(RebuildProjection, 'orders.no-such-projection', { projection });
}
