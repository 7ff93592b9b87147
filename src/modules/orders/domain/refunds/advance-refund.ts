import type { ItemTime, LoadedStream } from '#libs/messaging/contract';
import type { Advance, JournalEntry, JournalState } from '#libs/sagas/steps';
import { OrderCancelled, OrderRefunded } from '#shared/contracts/orders';
import { add } from '#shared/kernel';
import { refund, type Refunding } from '../../sagas/refund.steps.js';
import type { OrderEvent, OrderState, Refund } from '../order.js';
import { refundedOf } from './left.js';

/** An order and the journal of one of its refunds. Both change in one decision and one transaction, so they are always consistent. */
export interface ReturnDesk {
  readonly order: LoadedStream<OrderState, OrderEvent>;
  readonly refund: LoadedStream<JournalState<Refunding>, JournalEntry<Refunding>>;
}

/** Applies one fact to a refund, which gives the next message and, when something is final, what the order tells of it. */
export const advanceRefund = (fact: object, desk: ReturnDesk, item: ItemTime) =>
  advancedRefund(fact, desk, item).changes;

/** The same, with what the refund says of the fact and where it stands after it. */
export function advancedRefund(fact: object, { order, refund: journal }: ReturnDesk, item: ItemTime) {
  const next = refund.advance(journal, fact, item);
  const asked = order.state.status === 'unplaced' ? undefined : order.state.refunds.find(({ id }) => id === journal.id);
  const told = asked ? announcementsOf(order, asked, next, journal.state.phase) : NOTHING;
  return { verdict: next.verdict, state: next.state, changes: changesOf(next, told) };
}

/** The parts of a decision that a refund's advance and the order's own events make. */
export const changesOf = (next: Advance<Refunding>, { events, news }: Announcements) => ({
  set: { refund: next.entries, order: events },
  send: [...next.send, ...news],
  later: next.later,
  drop: next.drop,
  step: next.step,
});

interface Announcements {
  readonly events: readonly OrderEvent[];
  readonly news: readonly (OrderRefunded | OrderCancelled)[];
}

const NOTHING: Announcements = { events: [], news: [] };

/**
 * `passed`: the money was given back; `ended`: it was not and will not be. An order that is given back as a whole is cancelled when the
 * goods are there, too.
 */
export function announcementsOf(
  { id: orderId, state }: ReturnDesk['order'],
  { id: refundId, amount, cancels }: Pick<Refund, 'id' | 'amount' | 'cancels'>,
  { outcome, state: { phase } }: Advance<Refunding>,
  before: JournalState['phase'],
): Announcements {
  if (state.status === 'unplaced') return NOTHING;
  const { userId } = state;
  const events: OrderEvent[] = [];
  const news: Announcements['news'][number][] = [];
  if (outcome?.kind === 'passed') {
    events.push({ type: 'refunded', data: { refundId, amount } });
    const refunded = add(refundedOf(state), amount);
    if (amount.amount) news.push(new OrderRefunded({ orderId, userId, refundId, amount, refunded }));
  }
  if (outcome?.kind === 'ended') events.push({ type: 'refund-failed', data: { refundId, reason: outcome.reason } });
  if (cancels !== undefined && phase === 'done' && before !== 'done') {
    events.push({ type: 'cancelled', data: { reason: cancels } });
    news.push(new OrderCancelled({ orderId, userId, reason: cancels }));
  }
  return { events, news };
}
