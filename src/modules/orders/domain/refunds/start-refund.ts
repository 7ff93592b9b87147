import type { ItemTime } from '#libs/messaging/contract';
import type { RefundReason } from '#shared/contracts/orders';
import { refund } from '../../sagas/refund.steps.js';
import type { OrderEvent } from '../order.js';
import { changesOf, type ReturnDesk, announcementsOf } from './advance-refund.js';
import type { Plan } from './plan.js';

/**
 * Begins to give back what was planned.
 *
 * @param cancels  why the order is cancelled when all of it is given back; undefined: it stays confirmed
 */
export function startRefund(
  { order, refund: journal }: ReturnDesk,
  { amount, shares }: Plan,
  reason: RefundReason,
  cancels: string | undefined,
  item: ItemTime,
) {
  const refundId = journal.id;
  const lines = shares.filter(({ restock }) => restock).map(({ productId, quantity }) => ({ productId, quantity }));
  const next = refund.start({ orderId: order.id, refundId, amount, lines }, item);
  const asked: OrderEvent = {
    type: 'refund-asked',
    data: { refundId, amount, shares, reason, ...(cancels !== undefined && { cancels }) },
  };
  const { events, news } = announcementsOf(order, { id: refundId, amount, cancels }, next, journal.state.phase);
  return changesOf(next, { events: [asked, ...events], news });
}
