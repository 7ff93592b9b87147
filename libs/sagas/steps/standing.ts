import type { BegunStep, JournalState } from './journal.js';

/** The progress of a saga for people: the current step, `compensating`, `compensation-failed` or `done`; '' before it began. */
export function progress(state: JournalState): string {
  if (goesForward(state)) return state.steps.at(-1)?.name ?? '';
  if (goesBack(state) && state.steps.some((step) => needsHelp(state, step))) return 'compensation-failed';
  if (goesBack(state) && state.steps.some(isOpen)) return 'compensating';
  return state.phase === 'unborn' ? '' : 'done';
}

/** The steps for which an operator has to act. */
export const stepsInNeed = (state: JournalState): readonly string[] =>
  state.steps.filter((step) => needsHelp(state, step)).map(({ name }) => name);

export const goesForward = ({ phase }: JournalState): boolean => phase === 'running' || phase === 'passed';
export const goesBack = ({ phase }: JournalState): boolean => phase === 'compensating' || phase === 'ended';

/** The step may have an effect that is not undone. */
export const isOpen = ({ status }: BegunStep): boolean => status !== 'refused' && status !== 'undone';
/** Its undo was sent and is not confirmed. */
export const isBeingUndone = ({ status }: BegunStep): boolean => ['undoing', 'parked', 'skipped'].includes(status);
/** The other undos wait for its undo: they run one at a time. */
const holdsUp = ({ status }: BegunStep): boolean => status === 'undoing' || status === 'parked';
export const isHeldUp = ({ steps }: JournalState): boolean => steps.some(holdsUp);

/** An operator has to act: the undo is overdue or was skipped, or there is none, since the step was removed from the table. */
export function needsHelp(state: JournalState, step: BegunStep): boolean {
  if (step.status === 'parked' || step.status === 'skipped') return true;
  return goesBack(state) && isOpen(step) && !isHeldUp(state);
}
