import type { ContractClass } from '#libs/messaging/contract';
import { Abort, Force, Retry, Skip } from './intervention.js';
import type { Happening, JournalState } from './journal.js';
import { firstAwaited } from './journal.js';
import { goesForward, isBeingUndone, needsHelp } from './standing.js';
import type { TimerPayload } from './step.js';
import type { Role } from './step-table.js';
import { timeOf } from './timer.js';

/** `ignored`: known already, or of no meaning for this saga. `too-late`: an abort after the point of no return. */
export type Meaning = Happening<never> | 'ignored' | 'too-late';

/** What the facts of a saga say, by contract name, and the step that decides it, if there is one. */
export interface Vocabulary {
  readonly roles: ReadonlyMap<string, Role>;
  readonly pivot?: string;
}

/** What a fact means to a saga in this state. Total: every fact in every state has a meaning. */
export function meaningOf({ roles, pivot }: Vocabulary, state: JournalState, fact: object, now: Date): Meaning {
  if (fact instanceof Abort) return meaningOfAbort(state, fact, pivot);
  if (fact instanceof Retry || fact instanceof Skip || fact instanceof Force) return meaningOfHelp(state, fact);
  const role = roles.get((fact.constructor as Partial<ContractClass> | undefined)?.contract?.name ?? '');
  if (!role) return 'ignored';
  if (role.says === 'time is up') return meaningOfTimer(state, fact as TimerPayload, now);
  return meaningOfAnswer(state, role, fact);
}

function meaningOfAnswer(state: JournalState, { says, step: name, reason }: Role, fact: object): Meaning {
  const step = state.steps.find((begun) => begun.name === name);
  if (!step) return 'ignored';
  const awaited = step.status === 'sent' && goesForward(state);
  // A refused step that succeeds later counts in every phase: it has to be undone, or repeating it was successful.
  if (says === 'done' && (awaited || step.status === 'refused')) return { type: 'step-done', step: step.name };
  if (says === 'refused' && awaited) return { type: 'step-refused', step: step.name, reason: reason?.(fact) };
  if (says === 'undone' && isBeingUndone(step)) return { type: 'undo-done', step: step.name };
  return 'ignored';
}

/** The timer may fire before any deadline: it was set for a step that has been answered since. */
function meaningOfTimer(state: JournalState, { timerId }: TimerPayload, now: Date): Meaning {
  const { timer } = state;
  if (!timer || timer.id !== timerId) return 'ignored';
  const first = firstAwaited(state);
  if (!first || first.until > timeOf(timer, now)) return { type: 'timer-early' };
  const { name: step, status } = first;
  return status === 'undoing' ? { type: 'undo-timed-out', step } : { type: 'step-timed-out', step, reason: 'timeout' };
}

/** A pivot that was asked for may have happened, and cannot be undone. */
function meaningOfAbort({ phase, steps }: JournalState, { reason }: Abort, pivot?: string): Meaning {
  if (steps.some(({ name, status }) => name === pivot && status === 'sent')) return 'too-late';
  if (phase === 'running') return { type: 'aborted', reason };
  return phase === 'passed' || phase === 'done' ? 'too-late' : 'ignored';
}

function meaningOfHelp(state: JournalState, help: Retry | Skip | Force): Meaning {
  const step = state.steps.find(({ name }) => name === help.step);
  if (!step || !needsHelp(state, step)) return 'ignored';
  const act = { step: step.name, reason: help.reason, by: help.by };
  if (help instanceof Retry) return { type: 'retried', ...act };
  if (help instanceof Force) return { type: 'forced', ...act };
  return step.status === 'skipped' ? 'ignored' : { type: 'skipped', ...act };
}
