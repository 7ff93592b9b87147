import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { StoredChange } from '#libs/event-store';
import { fitting, refuse, type ReplyOf } from '#libs/messaging/contract';
import { evolve, type JournalEntry, type JournalState, progress, stepsInNeed, unborn } from '#libs/sagas/steps';
import { MOST_ENTRIES, ShowSaga } from '#shared/contracts/orders';
import { History } from '../data/history.js';

type Reply = ReplyOf<ShowSaga>;
type Entry = StoredChange<JournalEntry>;

@QueryHandler(ShowSaga)
export class ShowSagaHandler implements IQueryHandler<ShowSaga> {
  constructor(private readonly history: History) {}

  async execute({ id }: ShowSaga): Promise<Reply> {
    const checkoutOf = await this.history.journal(id, MOST_ENTRIES);
    const entries: readonly Entry[] = checkoutOf.length ? checkoutOf : await this.history.refund(id, MOST_ENTRIES);
    if (!entries.length) throw refuse(ShowSaga, 'orders.no-such-saga', { id });
    const state = entries.map(({ event }) => event).reduce(evolve, unborn as JournalState);
    const { saga, reason = null } = state;
    return { id, saga, state: progress(state), reason, steps: stepsOf(state), entries: fitting(entries.map(shown)) };
  }
}

function stepsOf(state: JournalState): Reply['steps'] {
  const inNeed = stepsInNeed(state);
  return state.steps.map(({ name, status, attempts, until }) => ({
    name,
    status,
    attempts,
    until: until === undefined ? null : new Date(until).toISOString(),
    needsHelp: inNeed.includes(name),
  }));
}

const shown = ({ version, at, event: { type, data } }: Entry): Reply['entries'][number] => ({
  version,
  at: at.toISOString(),
  what: type,
  step: data.step ?? null,
  reason: data.reason ?? null,
  by: data.by ?? null,
  sends: data.sends ?? null,
  undoes: data.undoes ?? null,
});
