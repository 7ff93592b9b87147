import type { AnyMessage, Timer } from '#libs/messaging/contract';
import { milliseconds } from '#libs/messaging/contract';
import type { JournalState, Told } from './journal.js';
import type { Step, Table } from './table.js';

interface Orders {
  readonly send: readonly AnyMessage[];
  readonly later: readonly Timer[];
}

const LONGEST_PAUSE = milliseconds('10m');

/** The command that goes out, and the timer that is set with it. */
export function ordersFor<Data>(
  { steps, timer }: Table<Data>,
  state: JournalState<Data>,
  { sends, undoes, timer: id }: Told,
): Orders {
  const step = steps.find(({ name }) => name === (sends ?? undoes));
  if (!step || !id) return { send: [], later: [] };
  const data = state.data as Data; // every journal begins with its data
  const later = (afterMs: number) => [{ id, message: timer.message(data, step.name, id), afterMs }];
  if (sends) return { send: [step.send(data)], later: later(patience(step, state)) };
  return step.undo
    ? { send: [step.undo.send(data)], later: later(milliseconds(step.undo.within)) }
    : { send: [], later: [] };
}

/** Doubles with each attempt, up to the longest pause; the first attempt gets the step's whole `within`, however long. */
function patience<Data>({ name, within }: Step<Data>, { steps }: JournalState): number {
  const first = milliseconds(within);
  const { attempts = 1 } = steps.find((step) => step.name === name) ?? {};
  return Math.min(first * 2 ** (attempts - 1), Math.max(first, LONGEST_PAUSE));
}
