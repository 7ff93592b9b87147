import { refuse } from '#libs/messaging/contract';
import { CompareProjection, MOST_NAMED } from '#shared/contracts/orders';
import type { Copy } from './copy.js';

type Known = Pick<Copy, 'store' | 'copy' | 'state'>;

/**
 * The copy that is compared: the one with this number, else the one that is being built, else the live one. One that is fed may be
 * about to get what it lacks. Throws a refusal when there is none.
 */
export function copyMeant(
  place: { readonly projection: string; readonly store: string },
  number: number | undefined,
  known: readonly Known[],
): { readonly copy: number; readonly isFed: boolean } {
  const here = known.filter(({ store, state }) => store === place.store && state !== 'dropped');
  const inState = (state: Copy['state']) => here.find((one) => one.state === state);
  const meant =
    number === undefined ? (inState('building') ?? inState('live')) : here.find(({ copy }) => copy === number);
  if (!meant) throw refuse(CompareProjection, 'orders.no-such-copy', { ...place, copy: number });
  return { copy: meant.copy, isFed: meant.state !== 'old' };
}

interface Found {
  readonly id: string;
  readonly kind: 'missing' | 'extra' | 'behind' | 'different';
  readonly copied: number | null;
  readonly true: number | null;
}

/** All differences counted, and the first ones named. */
export function summary({
  compared,
  found,
  next = null,
}: {
  readonly compared: number;
  readonly found: readonly Found[];
  readonly next?: string | null;
}) {
  const count = (kind: Found['kind']): number => found.filter((one) => one.kind === kind).length;
  return {
    compared,
    same: compared - found.length,
    missing: count('missing'),
    extra: count('extra'),
    behind: count('behind'),
    different: count('different'),
    named: found.slice(0, MOST_NAMED),
    next,
  };
}
