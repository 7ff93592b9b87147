import type { ItemTime } from '#libs/messaging/contract';
import type { RecordDelivery } from '../messages.js';
import { type Delivery, underWay } from './delivery.js';

/** Notes the definite word about a message, the first one. A message that was written while e-mails were only kept gets a delivery now. */
export function recordDelivery(
  { orderId, kind, outcome }: RecordDelivery,
  delivery: Delivery | undefined,
  { now }: ItemTime,
) {
  const known = delivery ?? underWay({ orderId, kind }, null, now);
  if (known.status !== 'sending') return {};
  const reason = outcome.kind === 'refused' ? outcome.reason : null;
  return { set: { delivery: { ...known, status: outcome.kind, reason, since: now } satisfies Delivery } };
}
