import type { ItemTime } from '#libs/messaging/contract';
import type { Line } from '#shared/kernel';
import type { Reservation } from './reservation.js';
import { moved, type StockItem } from './stock-item.js';
import { movements, type Act } from './stock-movement.js';

/** What a decision about an order's stock sees: the items of its products, and what it holds already. */
export interface Stock {
  readonly shelf: readonly StockItem[];
  readonly held: Reservation | undefined;
}

/** What of the wanted is not there. A product that nobody knows is simply not there. */
export function shortages(wanted: readonly Line[], shelf: readonly StockItem[]) {
  return wanted
    .map(({ productId, quantity }) => ({ productId, wanted: quantity, available: onHand(shelf, productId) }))
    .filter((line) => line.wanted > line.available);
}

/** One act on everything that a reservation names: the changed items with the ledger lines that say why. */
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
