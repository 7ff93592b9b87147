import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { CancelOrder, MOST_REFUNDS } from '#shared/contracts/orders';
import type { PlacedOrder } from '../order.js';
import type { ReturnDesk } from './advance-refund.js';
import { everything } from './plan.js';
import { startRefund } from './start-refund.js';

/**
 * Gives a confirmed order back: all money that is left, and the goods to the shelf. It is cancelled when both is done, and stays confirmed
 * when the provider refuses. Asked again it tells how far that is.
 */
export function returnAll(desk: ReturnDesk, order: PlacedOrder, why: string, item: ItemTime) {
  const { id } = desk.order;
  if (order.status === 'cancelled') return { reply: told(id, order, order.reason ?? why) };
  const open = order.refunds.find(({ status }) => status === 'pending');
  const returning = order.refunds.find(({ cancels, status }) => cancels !== undefined && status !== 'failed');
  if (returning) return { reply: told(id, order, returning.cancels!) };
  if (open) throw refuse(CancelOrder, 'orders.refund-in-progress', { id });
  if (order.refunds.length >= MOST_REFUNDS) throw refuse(CancelOrder, 'orders.too-many-refunds', { id });
  const changes = startRefund(desk, everything(order), 'order-cancelled', why, item);
  const status = changes.set.order.some(({ type }) => type === 'cancelled') ? 'cancelled' : order.status;
  return { ...changes, reply: told(id, { ...order, status }, why) };
}

const told = (
  id: string,
  { status, total }: Pick<PlacedOrder, 'status' | 'total'>,
  reason: string,
): ReplyOf<CancelOrder> => ({
  id,
  status,
  progress: status === 'cancelled' ? 'done' : 'returning',
  reason,
  money: total.amount === 0 ? 'none' : status === 'cancelled' ? 'returned' : 'returned-if-taken',
});
