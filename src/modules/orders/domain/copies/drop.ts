import { refuse, type ItemTime, type ReplyOf } from '#libs/messaging/contract';
import { DropProjectionCopy } from '#shared/contracts/orders';
import { decided, type Copy } from './copy.js';

/** Gives a copy up that nobody searches. One that was given up before stays so. */
export function drop(
  { projection, store, copy }: DropProjectionCopy,
  { found }: { readonly found: Copy | undefined },
  { now }: ItemTime,
) {
  if (!found) throw refuse(DropProjectionCopy, 'orders.no-such-copy', { projection, store, copy });
  if (found.state === 'live') throw refuse(DropProjectionCopy, 'orders.copy-is-live', { projection, store, copy });
  const dropped: Copy = found.state === 'dropped' ? found : { ...found, state: 'dropped', changedAt: now };
  return { set: { found: dropped }, reply: decided(dropped) satisfies ReplyOf<DropProjectionCopy> };
}
