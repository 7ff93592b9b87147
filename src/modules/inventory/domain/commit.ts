import type { ItemTime } from '#libs/messaging/contract';
import { type CommitStock, StockCommitted } from '#shared/contracts/inventory';
import type { Reservation } from './reservation.js';
import { apply, type Stock } from './shelf.js';

/** Moves reserved stock to committed, once. An order without a reservation must not have been confirmed: this fails, for an operator to look at. */
export function commit({ orderId }: CommitStock, { shelf, held }: Stock, item: ItemTime) {
  const send = [new StockCommitted({ orderId })];
  if (held?.state === 'committed' || held?.state === 'returned') return { send };
  if (held?.state !== 'held')
    throw new Error(`order ${orderId} is to be committed and holds no stock (${held?.state ?? 'never reserved'})`);
  const committed: Reservation = { ...held, state: 'committed', since: item.now };
  return { set: { held: committed, ...apply('committed', held, shelf, item) }, send };
}
