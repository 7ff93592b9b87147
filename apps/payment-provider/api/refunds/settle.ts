import type { Entry } from '../../ledger/entry.js';
import type { Refund } from '../../ledger/objects.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { type Desk, eventOf } from '../desk.js';

/** Whether the last word on this refund has still to come. */
export const isOpen = (refund: Refund, method: string): boolean => {
  const { later } = scenarioOf(method).refund;
  return later !== undefined && refund.status !== 'failed' && refund.status !== later;
};

/** The last word on a refund, as its bank would say it some time later. */
export function settled(refund: Refund, desk: Desk): Pick<Entry, 'refunds' | 'events'> {
  const { refund: play, webhooks } = scenarioOf(desk.books.methodOf(refund.payment_intent));
  const status = play.later ?? refund.status;
  const final: Refund = { ...refund, status, ...(status === 'failed' && { failure_reason: 'lost_or_stolen_card' }) };
  const type = status === 'failed' ? 'refund.failed' : 'refund.updated';
  return { refunds: [final], events: [eventOf(type, final, desk, webhooks === 'lost')] };
}
