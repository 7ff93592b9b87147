import type { ItemTime } from '#libs/messaging/contract';
import type { Line } from '#shared/kernel';
import type { Reservation } from './reservation.js';
import { moved, type StockItem } from './stock-item.js';
import { movements, type Act } from './stock-movement.js';

/** The data of a decision about an order's stock: the stock items of its products, and its reservation. */
export interface Stock {
  readonly shelf: readonly StockItem[];
  readonly held: Reservation | undefined;
}

/** The lines that cannot be fulfilled. An unknown product has no stock. */
export function shortages(wanted: readonly Line[], shelf: readonly StockItem[]) {
  return wanted
    .map(({ productId, quantity }) => ({ productId, wanted: quantity, available: onHand(shelf, productId) }))
    .filter((line) => line.wanted > line.available);
}

/** Applies one movement to all lines of a reservation: the changed items, and the ledger entries for them. */
export function apply(act: Act, { orderId, lines }: Reservation, shelf: readonly StockItem[], item: ItemTime) {
  const ledger = movements(act, orderId, lines, item);
  return { shelf: ledger.map((movement) => moved(itemOf(shelf, movement.productId), movement)), ledger };
}

const onHand = (shelf: readonly StockItem[], productId: string): number =>
  shelf.find((item) => item.productId === productId)?.onHand ?? 0;

function itemOf(shelf: readonly StockItem[], productId: string): StockItem {
  const item = shelf.find((candidate) => candidate.productId === productId);
  if (!item) throw new Error(`the stock of product ${productId} was not loaded`);
  return item;
}
