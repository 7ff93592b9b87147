import type { Evolving } from '#libs/messaging/contract';
import type { OrderStatus, PricedLine } from '#shared/contracts/orders';
import type { Money } from '#shared/kernel';

/** The events of an order. The only personal data in them are user ids, because a stream is never deleted. */
export type OrderEvent =
  | {
      readonly type: 'placed';
      readonly data: {
        readonly userId: string;
        readonly lines: readonly PricedLine[];
        readonly total: Money;
        /** Absent when there was nothing to pay. */
        readonly method?: string;
      };
    }
  | { readonly type: 'confirmed'; readonly data: Readonly<Record<string, never>> }
  | { readonly type: 'cancelled'; readonly data: { readonly reason: string } };

/** The state that decisions need; everything else is in the events and the view. */
export type OrderState =
  { readonly status: 'unplaced' } | { readonly status: OrderStatus; readonly userId: string; readonly total: Money };

export const Order: Evolving<OrderState, OrderEvent> = {
  initial: { status: 'unplaced' },
  evolve(state, event) {
    if (event.type === 'placed') return { status: 'pending', userId: event.data.userId, total: event.data.total };
    return state.status === 'unplaced' ? state : { ...state, status: event.type };
  },
};
