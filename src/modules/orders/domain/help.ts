import { type ItemTime, refuse, type ReplyOf } from '#libs/messaging/contract';
import { force, type Intervention, progress, retry, skip } from '#libs/sagas/steps';
import { HelpSaga } from '#shared/contracts/orders';
import { advanced, type Progress } from './advance.js';

/** Steps of which money is held or given back. */
const MONEY = ['payment'];

/** What a person decides about a step, as a fact for the checkout. A step that goes on by itself takes no help. */
export function help(command: HelpSaga, desk: Progress, item: ItemTime) {
  const { id, step } = command;
  const { caller } = item;
  if (!caller) throw refuse(HelpSaga, 'ops.staff-only');
  if (desk.journal.state.phase === 'unborn') throw refuse(HelpSaga, 'orders.no-such-saga', { id });
  if (command.help === 'force' && MONEY.includes(step) && caller.role !== 'admin')
    throw refuse(HelpSaga, 'orders.admin-only', { id, step });
  const { changes, verdict, state } = advanced(factOf(command, caller.userId), desk, item);
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
