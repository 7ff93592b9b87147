import type { Refund } from '#shared/contracts/orders';
import type { OrderEvent } from '../domain/order.js';
import type { OrderView } from './order-view.entity.js';

/** Applies each event to the view. Every stream begins with `placed`. */
export function orderView(
  view: OrderView | undefined,
  { type, data }: OrderEvent,
  { id, at }: { id: string; at: Date },
): OrderView {
  switch (type) {
    case 'placed':
      return {
        id,
        userId: data.userId,
        status: 'pending',
        reason: null,
        lines: data.lines,
        total: data.total.amount,
        currency: data.total.currency,
        refunds: null,
        placedAt: at,
        settledAt: null,
      };
    case 'confirmed':
      return { ...view!, status: 'confirmed', settledAt: at };
    case 'cancelled':
      return { ...view!, status: 'cancelled', reason: data.reason, settledAt: at };
    case 'refund-asked': {
      const { refundId, amount, reason } = data;
      const asked: Refund = { id: refundId, status: 'pending', amount, reason, at: at.toISOString() };
      return { ...view!, refunds: [...(view!.refunds ?? []), asked] };
    }
    case 'refunded':
      return { ...view!, refunds: refundsWith(view!, data.refundId, 'made') };
    case 'refund-failed':
      return { ...view!, refunds: refundsWith(view!, data.refundId, 'failed') };
  }
}

const refundsWith = ({ refunds }: OrderView, id: string, status: Refund['status']): readonly Refund[] =>
  (refunds ?? []).map((one) => (one.id === id ? { ...one, status } : one));
