import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { RepairPaymentDifference } from '#shared/contracts/payments';
import type { Till } from '../payment.js';
import type { Account } from './compare.js';
import { kinds, type PaymentDifference } from './kinds.js';
import { repair } from './repair.js';

/** The row of a difference. */
interface Row {
  readonly kind: string;
  readonly orderId: string;
  readonly state: 'suspected' | 'open' | 'repaired' | 'gone';
}
interface Desk<R extends Row> extends Till {
  readonly row: R | undefined;
}
/** Closes a row. */
type Close<R> = (row: R, state: 'repaired' | 'gone', at: Date, by: string, why: string) => R;

/**
 * Repairs a difference as an operator asks for, as it is at the provider now. A dry run changes nothing and says what would be done; one that
 * was closed meanwhile stays as it is.
 */
export function settle<R extends Row>(
  { id, reason, dryRun }: RepairPaymentDifference,
  account: Account | undefined,
  { payment, row }: Desk<R>,
  item: ItemTime,
  close: Close<R>,
) {
  if (!item.caller) throw refuse(RepairPaymentDifference, 'ops.staff-only');
  if (!row || row.state === 'suspected' || !(row.kind in kinds))
    throw refuse(RepairPaymentDifference, 'payments.no-such-difference', { id });
  const { kind, orderId } = row;
  const { repair: does, isAutomatic } = kinds[kind as PaymentDifference];
  const reply = (state: 'open' | 'repaired' | 'gone', words: string = does) =>
    ({ id, kind, orderId, does: words, state }) satisfies ReplyOf<RepairPaymentDifference>;
  if (row.state !== 'open') return { reply: reply(row.state, CLOSED) };
  if (!isAutomatic && dryRun) return { reply: reply('open') };
  if (!isAutomatic) throw refuse(RepairPaymentDifference, 'payments.only-by-hand', { id });
  const repaired = repair(kind as PaymentDifference, orderId, payment, account, item);
  const state = repaired ? 'repaired' : 'gone';
  if (dryRun) return { reply: repaired ? reply('open') : reply('gone', GONE) };
  const set = { row: close(row, state, item.now, item.caller.userId, reason) };
  if (!repaired) return { set, reply: reply('gone', GONE) };
  return { ...repaired, set: { ...repaired.set, ...set }, reply: reply('repaired') };
}

const CLOSED = 'Nothing: it is closed.';
const GONE = 'Nothing: both sides agree by now, or differ in another way.';
