import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { RepairOrderDifference } from '#shared/contracts/orders';
import type { Said } from './compare.js';
import { kinds, type OrderDifference } from './kinds.js';
import { repair } from './repair.js';

/** The row of a difference. */
interface Row {
  readonly kind: string;
  readonly orderId: string;
  readonly state: 'suspected' | 'open' | 'repaired' | 'gone';
}
/** Closes a row. */
type Close<R> = (row: R, state: 'repaired' | 'gone', at: Date, by: string, why: string) => R;

/**
 * Repairs a difference as an operator asks for, by what the three say of the order now: it is final, so that does not change until the
 * decision. A dry run changes nothing and says what would be done; one that was closed meanwhile stays as it is.
 */
export function settle<R extends Row>(
  { id, reason, dryRun }: RepairOrderDifference,
  said: Said,
  { row }: { readonly row: R | undefined },
  item: ItemTime,
  close: Close<R>,
) {
  if (!item.caller) throw refuse(RepairOrderDifference, 'ops.staff-only');
  if (!row || row.state === 'suspected' || !(row.kind in kinds))
    throw refuse(RepairOrderDifference, 'orders.no-such-difference', { id });
  const { kind, orderId } = row;
  const { repair: does, isAutomatic } = kinds[kind as OrderDifference];
  const reply = (state: 'open' | 'repaired' | 'gone', words: string = does) =>
    ({ id, kind, orderId, does: words, state }) satisfies ReplyOf<RepairOrderDifference>;
  if (row.state !== 'open') return { reply: reply(row.state, CLOSED) };
  if (!isAutomatic && dryRun) return { reply: reply('open') };
  if (!isAutomatic) throw refuse(RepairOrderDifference, 'orders.only-by-hand', { id });
  const message = repair(kind as OrderDifference, orderId, said);
  if (dryRun) return { reply: message ? reply('open') : reply('gone', GONE) };
  const set = { row: close(row, message ? 'repaired' : 'gone', item.now, item.caller.userId, reason) };
  return message ? { set, send: [message], reply: reply('repaired') } : { set, reply: reply('gone', GONE) };
}

const CLOSED = 'Nothing: it is closed.';
const GONE = 'Nothing: both sides agree by now, or differ in another way.';
