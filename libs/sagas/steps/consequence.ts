import type { Consequence, Happening, JournalState } from './journal.js';
import { goesBack, isHeldUp, isOpen } from './standing.js';
import type { StepTable } from './step-table.js';
import { isNeeded } from './step-table.js';

/** What follows from what happened; `state` includes it already. At most one command is sent for one fact. */
export function consequenceOf<Data>(
  table: StepTable<Data>,
  state: JournalState<Data>,
  { type, step, of }: Happening<Data>,
): Consequence {
  if (type === 'timer-early') return { phase: state.phase };
  if (type === 'retried') return { phase: state.phase, undoes: undoOf(table, step) && step };
  if (goesBack(state)) return backward(table, state);
  if (type === 'started') return forward(table, { ...state, data: of?.data });
  if (type === 'step-done') return forward(table, state, step);
  const isLate = type === 'step-timed-out';
  if (state.phase === 'running')
    return isLate && isPivot(table, step) ? again(table, state, step) : backward(table, state);
  return isLate ? again(table, state, step) : { phase: state.phase };
}

/** The next needed step of the table that was not begun. Steps without an undo, and the end, are after the point of no return. */
function forward<Data>(
  { steps }: StepTable<Data>,
  { phase, data, steps: begun }: JournalState<Data>,
  after?: string,
): Consequence {
  const place = steps.findIndex(({ name }) => name === after);
  const ahead = steps.slice(place + 1).filter(({ name }) => !begun.some((step) => step.name === name));
  const next = ahead.find((step) => isNeeded(step, data as Data)); // the first journal entry contains the data
  const left = ahead.slice(0, next && ahead.indexOf(next)).map(({ name }) => name);
  const skips = left.length ? left : undefined;
  if (!next) return { phase: 'done', skips };
  const isDecided = phase === 'passed' || !(next.undo ?? next.pivot);
  return { phase: isDecided ? 'passed' : 'running', sends: next.name, skips };
}

/** The same step once more; the next one, when the step has left the table since. */
function again<Data>(table: StepTable<Data>, state: JournalState<Data>, step?: string): Consequence {
  return table.steps.some(({ name }) => name === step) ? { phase: state.phase, sends: step } : forward(table, state);
}

/** The undo of the latest step that may have an effect, one at a time. The saga has ended when no step is open any more. */
function backward<Data>(table: StepTable<Data>, state: JournalState): Consequence {
  const phase = state.phase === 'ended' || !state.steps.some(isOpen) ? 'ended' : 'compensating';
  if (isHeldUp(state)) return { phase };
  const next = state.steps.findLast(
    ({ status, name }) => (status === 'sent' || status === 'done') && undoOf(table, name),
  );
  return { phase, undoes: next?.name };
}

const isPivot = <Data>({ steps }: StepTable<Data>, step?: string) =>
  steps.some(({ name, pivot }) => pivot && name === step);
const undoOf = <Data>({ steps }: StepTable<Data>, step?: string) => steps.find(({ name }) => name === step)?.undo;
