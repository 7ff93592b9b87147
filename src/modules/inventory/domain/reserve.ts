import type { ItemTime } from '#libs/messaging/contract';
import { type ReserveStock, StockRejected, StockReserved } from '#shared/contracts/inventory';
import { perProduct } from './lines.js';
import { lows } from './low.js';
import type { Reservation } from './reservation.js';
import { apply, shortages, type Stock } from './shelf.js';

/** Reserves all lines or none. A repeated request gets the same answer again, so that the checkout never waits for one that was lost. */
export function reserve({ orderId, lines }: ReserveStock, { shelf, held }: Stock, item: ItemTime) {
  const wanted = perProduct(lines);
  const missing = shortages(wanted, shelf);
  if (held)
    return { send: [wasGiven(held) ? new StockReserved({ orderId }) : new StockRejected({ orderId, missing })] };

  const outcome = (state: Reservation['state']): Reservation => ({ orderId, state, lines: wanted, since: item.now });
  if (missing.length) return { set: { held: outcome('refused') }, send: [new StockRejected({ orderId, missing })] };

  const holding = outcome('held');
  const taken = apply('reserved', holding, shelf, item);
  return { set: { held: holding, ...taken }, send: [new StockReserved({ orderId }), ...lows(shelf, taken.shelf)] };
}

/** What has been returned was reserved once, and that is the answer to the request. */
const wasGiven = ({ state }: Reservation): boolean => state !== 'refused' && state !== 'released';
