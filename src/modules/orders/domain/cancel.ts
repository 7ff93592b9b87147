import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { abort, type JournalState, progress } from '#libs/sagas/steps';
import { CancelOrder } from '#shared/contracts/orders';
import { isStaff, maySee } from '#shared/kernel';
import { advanced, type Progress } from './advance.js';
import type { PlacedOrder } from './order.js';
import { paymentState } from './payment-state.js';
import type { ReturnDesk } from './refunds/advance-refund.js';
import { returnAll } from './refunds/return-all.js';

/**
 * Tells the checkout that the order is given up. Nothing is changed beside it: whether the cancellation or the confirmation came first is
 * decided by the order of the journal, and a charge that may be in progress is waited for and given back. A confirmed order is given back
 * as a whole.
 */
export function cancel({ id, reason }: CancelOrder, desk: Progress & ReturnDesk, item: ItemTime) {
  const { state } = desk.order;
  if (state.status === 'unplaced' || !maySee(item.caller, state.userId))
    throw refuse(CancelOrder, 'orders.not-found', { id });
  const why = reason ?? codeOf(state.userId, item);
  const { changes, verdict, state: journal, events } = advanced(abort(why), desk, item);
  if (verdict === 'too-late') return returnAll(desk, state, why, item);
  return { ...changes, reply: told(id, events[0]?.type === 'cancelled' ? 'cancelled' : state.status, journal) };
}

/** Staff may cancel for a customer. Who it was is in the audit log. */
const codeOf = (userId: string, { caller }: ItemTime): string =>
  caller?.userId !== userId && isStaff(caller) ? 'staff-cancelled' : 'customer-cancelled';

const told = (id: string, status: PlacedOrder['status'], journal: JournalState): ReplyOf<CancelOrder> => ({
  id,
  status,
  progress: progress(journal),
  reason: journal.reason ?? '',
  money: moneyOf(journal),
});

function moneyOf(journal: JournalState): ReplyOf<CancelOrder>['money'] {
  switch (paymentState(journal)) {
    case 'none':
    case 'declined':
      return 'none';
    case 'refunded':
      return 'returned';
    case 'pending':
    case 'captured':
    case 'refunding':
    case 'refund-failed':
      return 'returned-if-taken';
  }
}
