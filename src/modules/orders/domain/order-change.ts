import type { OrderChange } from '#shared/contracts/orders';
import type { OrderEvent } from './order.js';

/** The public form of an event: without the user, who is the reader, and without the payment method. */
export function orderChange(
  { type, data }: OrderEvent,
  { id: orderId, version, at }: { id: string; version: number; at: Date },
): OrderChange {
  const change = { orderId, version, at: at.toISOString() };
  switch (type) {
    case 'placed':
      return { ...change, type, lines: [...data.lines], total: data.total };
    case 'confirmed':
      return { ...change, type };
    case 'cancelled':
      return { ...change, type, reason: data.reason };
    case 'refund-asked':
      return { ...change, type, refundId: data.refundId, amount: data.amount, reason: data.reason };
    case 'refunded':
      return { ...change, type, refundId: data.refundId, amount: data.amount };
    case 'refund-failed':
      return { ...change, type, refundId: data.refundId, reason: data.reason };
  }
}
