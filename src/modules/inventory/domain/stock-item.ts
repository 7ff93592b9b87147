import type { StockMovement } from './stock-movement.js';

/**
 * How much there is of a product, and where it went. Always:
 * on hand + reserved + committed = received − written off, and nothing below zero.
 */
export interface StockItem {
  readonly productId: string;
  /** Free to be sold. */
  readonly onHand: number;
  /** Set aside for orders that are not settled yet. */
  readonly reserved: number;
  /** Gone to customers. */
  readonly committed: number;
  readonly received: number;
  readonly writtenOff: number;
}

export const emptyShelf = (productId: string): StockItem => ({
  productId,
  onHand: 0,
  reserved: 0,
  committed: 0,
  received: 0,
  writtenOff: 0,
});

/** The item after a movement. What does not cancel out within the house came in or was written off. */
export function moved(item: StockItem, { onHand, reserved, committed }: StockMovement): StockItem {
  const net = onHand + reserved + committed;
  return {
    productId: item.productId,
    onHand: item.onHand + onHand,
    reserved: item.reserved + reserved,
    committed: item.committed + committed,
    received: item.received + Math.max(net, 0),
    writtenOff: item.writtenOff + Math.max(-net, 0),
  };
}
