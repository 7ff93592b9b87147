import type { AnyMessage, Timer } from '#libs/messaging/contract';
import { milliseconds } from '#libs/messaging/contract';
import type { Consequence, JournalState, Told } from './journal.js';
import type { StepTable } from './step-table.js';

interface Instructions {
  readonly send: readonly AnyMessage[];
  readonly later: readonly Timer[];
}

const LONGEST_PAUSE = milliseconds('10m');

/** The command that goes out, and the timer that is set with it. */
export function instructionsFor<Data>(
  { steps, timer }: StepTable<Data>,
  { data }: JournalState<Data>,
  told: Told,
  now: number,
): Instructions {
  const of = data as Data; // every journal begins with its data
  const step = stepOf(steps, told);
  const command = told.sends ? step?.send(of) : step?.undo?.send(of);
  const { timer: id, rings = now } = told;
  return {
    send: command ? [command] : [],
    later: id ? [{ id, message: timer.message(of, id), afterMs: Math.max(0, rings - now) }] : [],
  };
}

/**
 * How long what goes out is waited for, in milliseconds; undefined: nothing goes out. Of a step that is asked for again it
 * doubles with each attempt, up to the longest pause; the first gets the step's whole `within`, however long.
 */
export function patience<Data>(
  { steps }: StepTable<Data>,
  { steps: begun }: JournalState<Data>,
  next: Consequence,
): number | undefined {
  const step = stepOf(steps, next);
  if (!step) return undefined;
  if (next.undoes) return step.undo && milliseconds(step.undo.within);
  const first = milliseconds(step.within);
  const attempts = begun.find(({ name }) => name === step.name)?.attempts ?? 0;
  return Math.min(first * 2 ** attempts, Math.max(first, LONGEST_PAUSE));
}

const stepOf = <Data>(steps: StepTable<Data>['steps'], { sends, undoes }: Consequence) =>
  steps.find(({ name }) => name === (sends ?? undoes));
