import type { Decision, ItemTime } from '../contract/index.js';
import type { Load } from './loads.js';

type Out<L> = L extends Load<infer O, any> ? O : never;
type Write<L> = L extends Load<any, infer W> ? W : never;

/** What the decision sees: every load except those that only insert. */
export type Loaded<L> = { readonly [K in keyof L as [Out<L[K]>] extends [never] ? never : K]: Out<L[K]> };
/** What the decision may set: every load except those that only read. */
export type Settable<L> = { readonly [K in keyof L as [Write<L[K]>] extends [never] ? never : K]?: Write<L[K]> };

type Parts = keyof Decision;
type KeysOf<T> = T extends unknown ? keyof T : never;
type SetKeys<D> = D extends { set?: infer S } ? KeysOf<NonNullable<S>> : never;

/** Turns what is not allowed into a compile error whose text says why. */
export type Exact<D, L> =
  D extends PromiseLike<any>
    ? { error: 'decide must be synchronous' }
    : [Exclude<KeysOf<D>, Parts>] extends [never]
      ? [Exclude<SetKeys<D>, keyof Settable<L>>] extends [never]
        ? unknown
        : { error: 'set names a load that was not named or is only peeked at' }
      : { error: 'unknown part of a decision' };

export type ReplyIn<D> = D extends { reply?: infer R } ? Exclude<R, undefined> : void;

export type Decide<L, D> = (loaded: Loaded<L>, item: ItemTime) => D & Exact<D, L>;
