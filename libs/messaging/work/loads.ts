import type { Type } from '@nestjs/common';

declare const out: unique symbol;
declare const set: unique symbol;

/** A value that a key column can have. */
export type KeyValue = string | number;
/** The primary key of a table with one key column, or key columns by property: `{ orderId, kind }`. */
export type Key<E> = KeyValue | { readonly [P in keyof E]?: KeyValue };

/** One thing that a decision needs: `Out` is what it sees, `Set` what it may write under the load's name (`never`: nothing). */
export interface Load<Out, Set> {
  readonly [out]?: Out;
  readonly [set]?: Set;
  readonly kind: 'one' | 'many' | 'adds' | 'peek' | 'stream';
}

export interface TableLoad<Out, Set> extends Load<Out, Set> {
  readonly kind: 'one' | 'many' | 'adds' | 'peek';
  readonly entity: Type<object>;
  readonly keys: readonly Key<any>[];
}

/** The row with this key, locked; undefined when there is none. Setting it then inserts it. */
export const one = <E extends object>(entity: Type<E>, key: Key<E>): TableLoad<E | undefined, E> => ({
  kind: 'one',
  entity,
  keys: [key],
});

/** The rows with these keys, locked, in no particular order. Keys without a row are left out; setting such a row inserts it. */
export const many = <E extends object>(
  entity: Type<E>,
  keys: readonly Key<E>[],
): TableLoad<readonly E[], readonly E[]> => ({
  kind: 'many',
  entity,
  keys,
});

/** Rows to insert; nothing is read. */
export const adds = <E extends object>(entity: Type<E>): TableLoad<never, readonly E[]> => ({
  kind: 'adds',
  entity,
  keys: [],
});

/** Rows to read: not locked, so possibly out of date when the decision commits, and not to be changed. */
export const peek = <E extends object>(entity: Type<E>, keys: readonly Key<E>[]): TableLoad<readonly E[], never> => ({
  kind: 'peek',
  entity,
  keys,
});
