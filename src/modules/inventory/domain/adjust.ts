import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { AdjustStock } from '#shared/contracts/inventory';
import { lows } from './low.js';
import { moved, type StockItem } from './stock-item.js';
import type { StockMovement } from './stock-movement.js';

/** Receives stock, or writes off stock on hand; reserved stock cannot be written off. */
export function adjust({ productId, delta, reason }: AdjustStock, shelf: StockItem | undefined, { id, now }: ItemTime) {
  if (!shelf) throw refuse(AdjustStock, 'inventory.unknown-product', { productId });
  if (shelf.onHand + delta < 0) throw refuse(AdjustStock, 'inventory.not-enough-stock', { available: shelf.onHand });
  const movement: StockMovement = {
    id: id('movement'),
    productId,
    orderId: null,
    reason,
    onHand: delta,
    reserved: 0,
    committed: 0,
    at: now,
  };
  const stock = moved(shelf, movement);
  return {
    set: { shelf: stock, ledger: [movement] },
    send: lows([shelf], [stock]),
    reply: { productId, onHand: stock.onHand, available: stock.onHand } satisfies ReplyOf<AdjustStock>,
  };
}
