import type { BegunStep, JournalState } from './journal.js';

/** Where the saga stands, for people: the step's name, `compensating`, `compensation-failed` or `done`; '' before it began. */
export function progress(state: JournalState): string {
  if (goesForward(state)) return state.steps.at(-1)?.name ?? '';
  if (goesBack(state) && state.steps.some((step) => needsHelp(state, step))) return 'compensation-failed';
  if (goesBack(state) && state.steps.some(isOpen)) return 'compensating';
  return state.phase === 'unborn' ? '' : 'done';
}

export const goesForward = ({ phase }: JournalState): boolean => phase === 'running' || phase === 'passed';
export const goesBack = ({ phase }: JournalState): boolean => phase === 'compensating' || phase === 'ended';

/** Something of the step may be held. */
export const isOpen = ({ status }: BegunStep): boolean => status !== 'refused' && status !== 'undone';
/** Its undo was sent and not confirmed. */
export const isBeingUndone = ({ status }: BegunStep): boolean => ['undoing', 'parked', 'skipped'].includes(status);
/** Its undo holds up the others: they go one at a time. */
const holdsUp = ({ status }: BegunStep): boolean => status === 'undoing' || status === 'parked';
export const isHeldUp = ({ steps }: JournalState): boolean => steps.some(holdsUp);

/** A person has to act: the undo is overdue or was put off, or nobody knows one, since the step left the table. */
export function needsHelp(state: JournalState, step: BegunStep): boolean {
  if (step.status === 'parked' || step.status === 'skipped') return true;
  return goesBack(state) && isOpen(step) && !isHeldUp(state);
}
