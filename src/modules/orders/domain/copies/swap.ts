import { refuse, type ItemTime, type ReplyOf } from '#libs/messaging/contract';
import { SwapProjection } from '#shared/contracts/orders';
import { decided, type Copies, type Copy } from './copy.js';

/** A copy that is further behind is not made live: search would go back in time. */
export const MOST_LAG_S = 10;

/** How far a copy is, as it was read before the decision. */
export interface Progress {
  readonly copy: number;
  readonly isFilled: boolean;
  /** Null: nobody feeds it. */
  readonly lagSeconds: number | null;
}

/** Makes the copy that was built the live one, and the live one old. @param progress  of the copies of this store */
export function swap(
  place: Pick<Copy, 'projection' | 'store'>,
  progress: readonly Progress[],
  { copies }: Copies,
  { now: changedAt }: ItemTime,
) {
  const built = copies.find(({ state }) => state === 'building');
  if (!built) throw refuse(SwapProjection, 'orders.no-such-copy', { ...place, state: 'building' });
  const { copy } = built;
  const { isFilled = false, lagSeconds = null } = progress.find((one) => one.copy === copy) ?? {};
  if (!isFilled || lagSeconds === null || lagSeconds > MOST_LAG_S)
    throw refuse(SwapProjection, 'orders.copy-not-ready', { ...place, copy, isFilled, lagSeconds, most: MOST_LAG_S });
  const live: Copy = { ...built, state: 'live', changedAt };
  const old = copies.filter(({ state }) => state === 'live').map((one): Copy => ({ ...one, state: 'old', changedAt }));
  return { set: { copies: [...old, live] }, reply: decided(live) satisfies ReplyOf<SwapProjection> };
}
