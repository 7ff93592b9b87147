import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { force, type Intervention, type JournalState, progress, retry, skip } from '#libs/sagas/steps';
import { HelpSaga } from '#shared/contracts/orders';
import { advanced, type Progress } from './advance.js';
import { advancedRefund, type ReturnDesk } from './refunds/advance-refund.js';

/** Steps of which money is held or given back. */
const MONEY = ['payment', 'money'];

/** What a person decides about a step, as a fact for the checkout. A step that goes on by itself takes no help. */
export const help = (command: HelpSaga, desk: Progress, item: ItemTime) =>
  helped(command, desk.journal.state, (fact) => advanced(fact, desk, item), item);

/** The same of a refund. */
export const helpRefund = (command: HelpSaga, desk: ReturnDesk, item: ItemTime) =>
  helped(command, desk.refund.state, (fact) => advancedRefund(fact, desk, item), item);

interface Advanced<Changes> {
  readonly changes: Changes;
  readonly verdict: string;
  readonly state: JournalState;
}

function helped<Changes extends object>(
  command: HelpSaga,
  before: JournalState,
  advance: (fact: Intervention) => Advanced<Changes>,
  { caller }: ItemTime,
) {
  const { id, step } = command;
  if (!caller) throw refuse(HelpSaga, 'ops.staff-only');
  if (before.phase === 'unborn') throw refuse(HelpSaga, 'orders.no-such-saga', { id });
  if (command.help === 'force' && MONEY.includes(step) && caller.role !== 'admin')
    throw refuse(HelpSaga, 'orders.admin-only', { id, step });
  const { changes, verdict, state } = advance(factOf(command, caller.userId));
  if (verdict !== 'taken') throw refuse(HelpSaga, 'orders.no-help-needed', { id, step });
  const { status } = state.steps.find(({ name }) => name === step)!;
  return { ...changes, reply: { id, step, status, state: progress(state) } satisfies ReplyOf<HelpSaga> };
}

function factOf({ help, step, reason }: HelpSaga, by: string): Intervention {
  switch (help) {
    case 'retry':
      return retry(step, reason, by);
    case 'skip':
      return skip(step, reason, by);
    case 'force':
      return force(step, reason, by);
  }
}
