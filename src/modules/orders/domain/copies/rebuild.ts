import { refuse, type ItemTime, type ReplyOf } from '#libs/messaging/contract';
import { RebuildProjection } from '#shared/contracts/orders';
import { decided, type Copies, type Copy } from './copy.js';

/** In a store, without those that are dropped: the live one, the one that was live before, and a new one. */
export const MOST_COPIES = 3;

/** Begins the next copy in this store. @param shape  what the running code makes */
export function rebuild(
  place: Pick<Copy, 'projection' | 'store'>,
  shape: number,
  { copies }: Copies,
  { now }: ItemTime,
) {
  const kept = copies.filter(({ state }) => state !== 'dropped');
  const building = kept.find(({ state }) => state === 'building');
  if (building) throw refuse(RebuildProjection, 'orders.copy-being-built', { ...place, copy: building.copy });
  if (kept.length >= MOST_COPIES)
    throw refuse(RebuildProjection, 'orders.too-many-copies', { ...place, most: MOST_COPIES });
  const copy = Math.max(0, ...copies.map((one) => one.copy)) + 1;
  const begun: Copy = { ...place, copy, state: 'building', shape, changedAt: now };
  return { set: { copies: [begun] }, reply: decided(begun) satisfies ReplyOf<RebuildProjection> };
}
