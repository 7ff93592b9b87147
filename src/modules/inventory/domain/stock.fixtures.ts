import type { ItemTime } from '#libs/messaging/contract';
import type { Line } from '#shared/kernel';
import type { Reservation } from './reservation.js';
import { emptyShelf, type StockItem } from './stock-item.js';

/** Messages and values for the specs of stock. */
export const mug = '00000000-0000-7000-8000-0000000000a1';
export const tea = '00000000-0000-7000-8000-0000000000a2';
export const orderId = '00000000-0000-7000-8000-0000000000b1';
export const noon = new Date('2026-03-01T12:00:00Z');
export const item: ItemTime = { now: noon, id: (n) => `id-${n}` };

export const line = (productId: string, quantity: number): Line => ({ productId, quantity });

/** Items with received stock, of which nothing was sold. */
export const shelf = (amounts: Readonly<Record<string, number>>): StockItem[] =>
  Object.entries(amounts).map(([productId, received]) => ({ ...emptyShelf(productId), onHand: received, received }));

/** The same after the lines of an order were reserved. */
export const shelfWith = (held: Reservation, amounts: Readonly<Record<string, number>>): StockItem[] =>
  shelf(amounts).map((stock) => {
    const reserved = held.lines.find(({ productId }) => productId === stock.productId)?.quantity ?? 0;
    return { ...stock, onHand: stock.onHand - reserved, reserved };
  });

export const reservation = (state: Reservation['state'], ...lines: Line[]): Reservation => ({
  orderId,
  state,
  lines,
  since: new Date('2026-03-01T11:00:00Z'),
});
