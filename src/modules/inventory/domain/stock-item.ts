import type { StockMovement } from './stock-movement.js';

/**
 * The stock of a product. Invariant:
 * on hand + reserved + committed = received − written off, and no counter is negative.
 */
export interface StockItem {
  readonly productId: string;
  /** Available for orders. */
  readonly onHand: number;
  /** Held for orders that are neither confirmed nor cancelled. */
  readonly reserved: number;
  /** Shipped for confirmed orders, and not returned. */
  readonly committed: number;
  readonly received: number;
  readonly writtenOff: number;
  /** Staff are told when fewer than this are on hand; null: they do not want to know. */
  readonly lowAt: number | null;
}

export const emptyShelf = (productId: string): StockItem => ({
  productId,
  onHand: 0,
  reserved: 0,
  committed: 0,
  received: 0,
  writtenOff: 0,
  lowAt: null,
});

/** The item after a movement. The sum of its three counters is what was received or, when negative, written off. */
export function moved(item: StockItem, { onHand, reserved, committed }: StockMovement): StockItem {
  const net = onHand + reserved + committed;
  return {
    productId: item.productId,
    onHand: item.onHand + onHand,
    reserved: item.reserved + reserved,
    committed: item.committed + committed,
    received: item.received + Math.max(net, 0),
    writtenOff: item.writtenOff + Math.max(-net, 0),
    lowAt: item.lowAt,
  };
}
