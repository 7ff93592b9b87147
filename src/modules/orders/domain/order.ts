import type { Evolving } from '#libs/messaging/contract';
import type { OrderStatus, PricedLine, RefundReason, RefundShare } from '#shared/contracts/orders';
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
  | { readonly type: 'cancelled'; readonly data: { readonly reason: string } }
  | {
      readonly type: 'refund-asked';
      readonly data: {
        readonly refundId: string;
        readonly amount: Money;
        readonly shares: readonly RefundShare[];
        readonly reason: RefundReason;
        /** It gives the whole order back, which is cancelled for this reason when that is done. */
        readonly cancels?: string;
      };
    }
  | { readonly type: 'refunded'; readonly data: { readonly refundId: string; readonly amount: Money } }
  | { readonly type: 'refund-failed'; readonly data: { readonly refundId: string; readonly reason: string } };

/** The state that decisions need; everything else is in the events and the view. */
export type OrderState = { readonly status: 'unplaced' } | PlacedOrder;

export interface PlacedOrder {
  readonly status: OrderStatus;
  readonly userId: string;
  readonly lines: readonly PricedLine[];
  readonly total: Money;
  readonly refunds: readonly Refund[];
  /** Why it was cancelled. */
  readonly reason?: string;
}

/** A refund of the order, as its stream tells. What has failed gave nothing back. */
export interface Refund {
  readonly id: string;
  readonly status: 'pending' | 'made' | 'failed';
  readonly amount: Money;
  readonly shares: readonly RefundShare[];
  readonly cancels?: string;
}

export const Order: Evolving<OrderState, OrderEvent> = {
  initial: { status: 'unplaced' },
  evolve(state, event) {
    if (event.type === 'placed') {
      const { userId, lines, total } = event.data;
      return { status: 'pending', userId, lines, total, refunds: [] };
    }
    return state.status === 'unplaced' ? state : changed(state, event);
  },
};

function changed(state: PlacedOrder, { type, data }: Exclude<OrderEvent, { type: 'placed' }>): PlacedOrder {
  switch (type) {
    case 'confirmed':
      return { ...state, status: type };
    case 'cancelled':
      return { ...state, status: type, reason: data.reason };
    case 'refund-asked': {
      const { refundId: id, amount, shares, cancels } = data;
      return { ...state, refunds: [...state.refunds, { id, status: 'pending', amount, shares, cancels }] };
    }
    case 'refunded':
    case 'refund-failed': {
      const status = type === 'refunded' ? 'made' : 'failed';
      return { ...state, refunds: state.refunds.map((one) => (one.id === data.refundId ? { ...one, status } : one)) };
    }
  }
}
