import { type ItemTime, milliseconds } from '#libs/messaging/contract';
import type { StockLow } from '#shared/contracts/inventory';
import { SendStockAlert } from '../messages.js';
import type { StockAlert } from './stock-alert.js';

/** Stock that rises and falls around its threshold is worth no e-mail each time. */
const QUIET_MS = milliseconds('1d');

/** Writes to staff that a product's stock is low: once a day at most, about each product. */
export function alertStaff(
  { productId, onHand, threshold }: StockLow,
  known: StockAlert | undefined,
  { now }: ItemTime,
) {
  if (known && now.getTime() - known.toldAt.getTime() < QUIET_MS) return {};
  const count = (known?.count ?? 0) + 1;
  const about = { productId, count, onHand, threshold };
  const alert: StockAlert = { ...about, toldAt: now, status: 'sending', since: now, reason: null };
  return { set: { alert }, send: [new SendStockAlert(about)] };
}
