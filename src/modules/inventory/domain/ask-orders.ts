import { StockOverdue } from '#shared/contracts/inventory';
import type { Reservation } from './reservation.js';

/** Tells orders what is held for too long. Nothing is changed here: only the order releases its stock. */
export const askOrders = (reservations: readonly Reservation[]) => ({
  send: reservations
    .filter(({ state }) => state === 'held')
    .map(({ orderId, lines, since }) => new StockOverdue({ orderId, lines: [...lines], since: since.toISOString() })),
});
