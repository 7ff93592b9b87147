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
        placedAt: at,
        settledAt: null,
      };
    case 'confirmed':
      return { ...view!, status: 'confirmed', settledAt: at };
    case 'cancelled':
      return { ...view!, status: 'cancelled', reason: data.reason, settledAt: at };
  }
}
