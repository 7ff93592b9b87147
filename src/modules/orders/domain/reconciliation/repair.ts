import type { AnyMessage } from '#libs/messaging/contract';
import { CommitStock, ReleaseStock } from '#shared/contracts/inventory';
import { RefundPayment } from '#shared/contracts/payments';
import { compare, type Said } from './compare.js';
import type { OrderDifference } from './kinds.js';

/** What is sent to repair a difference of this kind; undefined: there is none any more, or another one, or it is work for a person. */
export function repair(kind: OrderDifference, orderId: string, said: Said): AnyMessage | undefined {
  if (!compare(orderId, said).some((difference) => difference.kind === kind)) return undefined;
  const lines = [...(said.stock?.lines ?? [])];
  switch (kind) {
    case 'money-kept':
    case 'money-without-order':
      return new RefundPayment({ orderId });
    case 'stock-held':
    case 'stock-without-order':
      return new ReleaseStock({ orderId, lines });
    case 'stock-not-committed':
      return new CommitStock({ orderId, lines });
    default:
      return undefined;
  }
}
