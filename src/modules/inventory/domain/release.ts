import type { ItemTime } from '#libs/messaging/contract';
import { type ReleaseStock, StockReleased } from '#shared/contracts/inventory';
import type { Reservation } from './reservation.js';
import { apply, type Stock } from './shelf.js';

/**
 * Releases the reservation of an order. If there is none yet, writes a tombstone, so that a `reserve-stock` that arrives later reserves
 * nothing. Committed stock is not released: goods that were shipped come back as a return.
 */
export function release({ orderId }: ReleaseStock, { shelf, held }: Stock, item: ItemTime) {
  const send = [new StockReleased({ orderId })];
  if (held && held.state !== 'held') return { send };
  const released: Reservation = { orderId, state: 'released', lines: held?.lines ?? [], since: item.now };
  return { set: { held: released, ...apply('released', released, shelf, item) }, send };
}
