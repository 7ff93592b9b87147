import type { ItemTime } from '#libs/messaging/contract';
import { type ReleaseStock, StockReleased } from '#shared/contracts/inventory';
import type { Reservation } from './reservation.js';
import { apply, type Stock } from './shelf.js';

/**
 * Gives back what is held. Nothing known yet: leaves a tombstone, so that the reserve which is still on its way holds nothing.
 * What is committed has left the shelf and stays gone: taking goods back is a return, not a release.
 */
export function release({ orderId }: ReleaseStock, { shelf, held }: Stock, item: ItemTime) {
  const send = [new StockReleased({ orderId })];
  if (held && held.state !== 'held') return { send };
  const released: Reservation = { orderId, state: 'released', lines: held?.lines ?? [], since: item.now };
  return { set: { held: released, ...apply('released', released, shelf, item) }, send };
}
