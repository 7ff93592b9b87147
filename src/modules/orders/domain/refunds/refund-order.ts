import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { MOST_REFUNDS, type PreviewRefund, RefundOrder } from '#shared/contracts/orders';
import { isStaff } from '#shared/kernel';
import type { OrderState, PlacedOrder } from '../order.js';
import type { ReturnDesk } from './advance-refund.js';
import { leftAfter, planned } from './plan.js';
import { startRefund } from './start-refund.js';

/** Begins the refund. What is left is decided in the order's stream, so of many at the same time no more are begun than there is money for. */
export function refundOrder(command: RefundOrder, desk: ReturnDesk, item: ItemTime) {
  const { id, reason } = command;
  const order = refundable(id, desk.order.state, item.caller);
  const plan = planned(command, order);
  const reply: ReplyOf<RefundOrder> = { id, refundId: desk.refund.id, ...copied(plan), left: leftAfter(order, plan) };
  return { ...startRefund(desk, plan, reason, undefined, item), reply };
}

/** What the same wish would give back. */
export function previewRefund(
  query: Pick<PreviewRefund, 'id' | 'lines' | 'amount'>,
  state: OrderState,
  caller: ItemTime['caller'],
): ReplyOf<PreviewRefund> {
  const order = refundable(query.id, state, caller);
  const plan = planned(query, order);
  return { ...copied(plan), left: leftAfter(order, plan) };
}

/** The order, if staff asks and it can be refunded now: it is confirmed, and not being given back as a whole. */
function refundable(id: string, state: OrderState, caller: ItemTime['caller']): PlacedOrder {
  if (!isStaff(caller)) throw refuse(RefundOrder, 'ops.staff-only');
  if (state.status === 'unplaced') throw refuse(RefundOrder, 'orders.not-found', { id });
  if (state.status !== 'confirmed') throw refuse(RefundOrder, 'orders.not-refundable', { id, status: state.status });
  if (state.refunds.length >= MOST_REFUNDS) throw refuse(RefundOrder, 'orders.too-many-refunds', { id });
  return state;
}

const copied = ({ amount, shares }: ReturnType<typeof planned>) => ({ amount, shares: [...shares] });
