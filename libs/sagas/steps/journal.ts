import type { StoredEvent } from '#libs/messaging/contract';

/** The state of the saga as a whole. It only moves forward: running → passed → done, or running → compensating → ended. */
export type Phase = 'unborn' | 'running' | 'passed' | 'done' | 'compensating' | 'ended';

/**
 * The state of a step that was begun. `sent`: its command has no answer yet. `refused`: it certainly has no effect. `parked`: its undo
 * takes too long. `skipped`: an operator let the other undos run first. `undone`: it has no effect, now or later.
 */
export type StepStatus = 'sent' | 'done' | 'refused' | 'undoing' | 'parked' | 'skipped' | 'undone';

export interface BegunStep {
  readonly name: string;
  readonly status: StepStatus;
  /** How often its command was sent. */
  readonly attempts: number;
  /** The deadline for the answer to its command or undo, in milliseconds since 1970; undefined: no answer is expected. */
  readonly until?: number;
}

export type AwaitedStep = BegunStep & { readonly until: number };

/** A saga has one timer for all steps. */
export interface SagaTimer {
  readonly id: string;
  /** When it fires, in milliseconds since 1970. Never after a step's deadline, often before. */
  readonly at: number;
}

/** The state of the journal, computed from the entries alone and not from the step table, so that the table can be changed. */
export interface JournalState<Data = unknown> {
  readonly saga: string;
  readonly version: number;
  readonly phase: Phase;
  readonly data?: Data;
  /** Why it is compensated. */
  readonly reason?: string;
  /** In the order in which they were begun. */
  readonly steps: readonly BegunStep[];
  /** Set while the answer of a step is expected. */
  readonly timer?: SagaTimer;
}

/** What happened. */
export interface Happening<Data = unknown> {
  readonly type:
    | 'started'
    | 'step-done'
    | 'step-refused'
    | 'step-timed-out'
    | 'aborted'
    | 'undo-done'
    | 'undo-timed-out'
    | 'timer-early'
    | 'retried'
    | 'skipped'
    | 'forced';
  readonly step?: string;
  readonly reason?: string;
  /** The operator who decided it. */
  readonly by?: string;
  /** Only in `started`. */
  readonly of?: { readonly saga: string; readonly version: number; readonly data: Data };
}

/** What follows from it. */
export interface Consequence {
  readonly phase: Phase;
  /** The step whose command is sent. */
  readonly sends?: string;
  /** Earlier steps that are left out, since this saga does not need them. */
  readonly skips?: readonly string[];
  /** The step whose undo is sent. */
  readonly undoes?: string;
}

/** The data of an entry: what happened, and what followed from it. */
export type Told<Data = unknown> = Omit<Happening<Data>, 'type'> & Consequence & Times;

/** In milliseconds since 1970. */
interface Times {
  /** The deadline for the answer to what is sent. */
  readonly until?: number;
  /** The id of the timer that is set. */
  readonly timer?: string;
  /** When that timer fires. */
  readonly rings?: number;
}

/** One entry per fact that changed something, with the progress after it. Plain JSON. */
export type JournalEntry<Data = unknown> = StoredEvent<Happening['type'], Told<Data> & { readonly progress: string }>;

export const unborn: JournalState<never> = { saga: '', version: 0, phase: 'unborn', steps: [] };

/** The journal's state after one more entry. */
export function evolve<Data>(
  state: JournalState<Data>,
  { type, data }: StoredEvent<Happening['type'], Told<Data>>,
): JournalState<Data> {
  return followed(state, happened(state, { type, step: data.step }), asToldNow(data));
}

/** The state including what followed from what happened. */
export function followed<Data>(
  before: JournalState<Data>,
  { saga, version, data, steps }: JournalState<Data>,
  told: Told<Data>,
): JournalState<Data> {
  const reason = before.phase === 'running' ? told.reason : before.reason;
  const after = { phase: told.phase, reason, steps: sent(steps, told) };
  const { timer: id, rings: at = 0 } = told;
  const timer = firstAwaited(after) && (id ? { id, at } : before.timer);
  const what = told.of ?? { saga, version, data };
  return { ...what, ...after, ...(timer && { timer }) };
}

const STATUS_AFTER: Partial<Record<Happening['type'], StepStatus>> = {
  'step-done': 'done',
  'step-refused': 'refused',
  'undo-done': 'undone',
  'undo-timed-out': 'parked',
  skipped: 'skipped',
  forced: 'undone',
};

/** The state including what happened, before its consequences. */
export function happened<Data>(
  state: JournalState<Data>,
  { type, step }: Pick<Happening<Data>, 'type' | 'step'>,
): JournalState<Data> {
  // A refused step after the point of no return is repeated after its pause and not immediately, to limit the load of the other side.
  const waits = type === 'step-refused' && state.phase === 'passed';
  return {
    ...state,
    steps: replaced(state.steps, step, ({ until, status, ...known }) => ({
      ...known,
      status: STATUS_AFTER[type] ?? status,
      ...(waits && { until }),
    })),
  };
}

const isTimed = (step: BegunStep): step is AwaitedStep => step.until !== undefined;

/** Of the steps whose answer is expected, the one with the earliest deadline. */
export function firstAwaited({ phase, steps }: Pick<JournalState, 'phase' | 'steps'>): AwaitedStep | undefined {
  const forward = phase === 'running' || phase === 'passed';
  let first: AwaitedStep | undefined;
  for (const step of steps)
    if ((forward || step.status === 'undoing') && isTimed(step) && !(first && first.until <= step.until)) first = step;
  return first;
}

/** Entries of the version with one timer per step have no deadlines: the deadline of such a step is when its timer fires. */
function asToldNow<Data>(told: Told<Data>): Told<Data> {
  return told.timer && told.rings === undefined ? { ...told, until: 0, rings: 0 } : told;
}

function sent(steps: readonly BegunStep[], { sends, undoes, until }: Told): readonly BegunStep[] {
  if (undoes) return replaced(steps, undoes, (step) => ({ ...step, status: 'undoing', until }));
  if (!sends) return steps;
  if (!steps.some(({ name }) => name === sends)) return [...steps, { name: sends, status: 'sent', attempts: 1, until }];
  return replaced(steps, sends, (step) => ({ ...step, status: 'sent', attempts: step.attempts + 1, until }));
}

function replaced(
  steps: readonly BegunStep[],
  name: string | undefined,
  change: (step: BegunStep) => BegunStep,
): readonly BegunStep[] {
  return steps.map((step) => (step.name === name ? change(step) : step));
}
