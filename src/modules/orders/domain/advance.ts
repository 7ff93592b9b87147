import type { ItemTime, LoadedStream } from '#libs/messaging/contract';
import type { JournalEntry, JournalState, SagaOutcome } from '#libs/sagas/steps';
import { OrderCancelled, OrderConfirmed } from '#shared/contracts/orders';
import { checkout, type Checkout } from '../sagas/checkout.steps.js';
import type { OrderEvent, OrderState } from './order.js';

/** An order and the journal of its checkout. Both change in one decision and one transaction, so they are always consistent. */
export interface Progress {
  readonly order: LoadedStream<OrderState, OrderEvent>;
  readonly journal: LoadedStream<JournalState<Checkout>, JournalEntry<Checkout>>;
}

/** Applies one fact to the checkout, which gives the next messages and, when it is finished, the final state of the order. */
export const advance = (fact: object, progress: Progress, item: ItemTime) => advanced(fact, progress, item).changes;

/** The same, with what the checkout says of the fact and where it stands after it. */
export function advanced(fact: object, { order, journal }: Progress, item: ItemTime) {
  const { verdict, state, ...next } = checkout.advance(journal, fact, item);
  const { events, news } = ending(order, next.outcome);
  const changes = {
    set: { journal: next.entries, order: events },
    send: [...next.send, ...news],
    later: next.later,
    drop: next.drop,
    step: next.step,
  };
  return { verdict, state, events, changes };
}

/** `passed`: all stock is reserved and the exact total captured; `ended`: neither is held any more. */
function ending({ id: orderId, state }: Progress['order'], outcome: SagaOutcome | undefined): Ending {
  if (!outcome || state.status !== 'pending') return { events: [], news: [] };
  const { userId, total } = state;
  if (outcome.kind === 'passed')
    return { events: [{ type: 'confirmed', data: {} }], news: [new OrderConfirmed({ orderId, userId, total })] };
  const { reason } = outcome;
  return { events: [{ type: 'cancelled', data: { reason } }], news: [new OrderCancelled({ orderId, userId, reason })] };
}

interface Ending {
  readonly events: readonly OrderEvent[];
  readonly news: readonly (OrderConfirmed | OrderCancelled)[];
}
