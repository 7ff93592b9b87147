import type { ItemTime } from '#libs/messaging/contract';
import { type ReturnStock, StockReturned } from '#shared/contracts/inventory';
import type { Reservation } from './reservation.js';
import { apply, type Stock } from './shelf.js';

/**
 * Puts what was committed for an order back on the shelf, once. Unlike a release it leaves no mark where nothing is committed: only a
 * confirmed order is returned, so its commit is on the way, and must not find that there is nothing to commit. It fails, is tried again, and
 * is for an operator to look at in the end.
 */
export function restock({ orderId }: ReturnStock, { shelf, held }: Stock, item: ItemTime) {
  const send = [new StockReturned({ orderId })];
  if (held?.state === 'returned') return { send };
  if (held?.state !== 'committed')
    throw new Error(
      `order ${orderId} is to be returned and has no stock committed (${held?.state ?? 'never reserved'})`,
    );
  const returned: Reservation = { ...held, state: 'returned', since: item.now };
  return { set: { held: returned, ...apply('returned', held, shelf, item) }, send };
}
