import type { ItemTime } from '#libs/messaging/contract';
import type { RecordStockAlert } from '../messages.js';
import type { StockAlert } from './stock-alert.js';

/** Notes the definite word about the latest e-mail about a product, the first one. */
export function recordAlert({ count, outcome }: RecordStockAlert, known: StockAlert | undefined, { now }: ItemTime) {
  if (known?.count !== count || known.status !== 'sending') return {};
  const reason = outcome.kind === 'refused' ? outcome.reason : null;
  return { set: { alert: { ...known, status: outcome.kind, reason, since: now } satisfies StockAlert } };
}
