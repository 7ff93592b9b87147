import type { StoredEvent } from '#libs/messaging/contract';

/** How far the saga as a whole is. It only ever moves on: running → passed → done, or running → compensating → ended. */
export type Phase = 'unborn' | 'running' | 'passed' | 'done' | 'compensating' | 'ended';

/**
 * What is known of a step that was begun. `sent`: asked for, no answer yet. `refused`: it has not happened, for certain.
 * `parked`: its undo takes too long. `skipped`: a person let the others go first. `undone`: nothing of it is held, now or later.
 */
export type StepStatus = 'sent' | 'done' | 'refused' | 'undoing' | 'parked' | 'skipped' | 'undone';

export interface BegunStep {
  readonly name: string;
  readonly status: StepStatus;
  /** How often its command was sent. */
  readonly attempts: number;
  /** Until when its command or its undo is waited for, in milliseconds since 1970; without, nobody waits. */
  readonly until?: number;
}

export type AwaitedStep = BegunStep & { readonly until: number };

/** A saga has one timer, for whichever step is waited for. */
export interface SagaTimer {
  readonly id: string;
  /** When it rings, in milliseconds since 1970. Never after a step's time is up, often before. */
  readonly at: number;
}

/** What the journal tells. Made of entries alone, never of the step table, so it outlives edits of the table. */
export interface JournalState<Data = unknown> {
  readonly saga: string;
  readonly version: number;
  readonly phase: Phase;
  readonly data?: Data;
  /** Why it is taken back. */
  readonly reason?: string;
  /** In the order in which they were begun. */
  readonly steps: readonly BegunStep[];
  /** Runs as long as a step is waited for. */
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
  /** The person who decided it. */
  readonly by?: string;
  /** Only of `started`. */
  readonly of?: { readonly saga: string; readonly version: number; readonly data: Data };
}

/** What follows from it. */
export interface Consequence {
  readonly phase: Phase;
  /** The step whose command goes out. */
  readonly sends?: string;
  /** Steps that come before that one and are left out, since this saga does not need them. */
  readonly skips?: readonly string[];
  /** The step whose undo goes out. */
  readonly undoes?: string;
}

/** What an entry tells: what happened, and what followed from it. */
export type Told<Data = unknown> = Omit<Happening<Data>, 'type'> & Consequence & Times;

/** In milliseconds since 1970. */
interface Times {
  /** Until when what goes out is waited for. */
  readonly until?: number;
  /** The id of the timer that is set. */
  readonly timer?: string;
  /** When that timer rings. */
  readonly rings?: number;
}

/** One entry per fact that changed something, with the progress it made. Plain JSON: the last entry tells where the saga stands. */
export type JournalEntry<Data = unknown> = StoredEvent<Happening['type'], Told<Data> & { readonly progress: string }>;

export const unborn: JournalState<never> = { saga: '', version: 0, phase: 'unborn', steps: [] };

/** The journal's state after one more entry. */
export function evolve<Data>(
  state: JournalState<Data>,
  { type, data }: StoredEvent<Happening['type'], Told<Data>>,
): JournalState<Data> {
  return followed(state, happened(state, { type, step: data.step }), asToldNow(data));
}

/** The state with what followed from what happened. */
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

/** The state with what happened, before anything follows from it. */
export function happened<Data>(
  state: JournalState<Data>,
  { type, step }: Pick<Happening<Data>, 'type' | 'step'>,
): JournalState<Data> {
  // A step that is asked for again is waited for when it is refused: asking at once would never give the other side a rest.
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

/** Of the steps that are waited for, the one whose time is up first. */
export function firstAwaited({ phase, steps }: Pick<JournalState, 'phase' | 'steps'>): AwaitedStep | undefined {
  const forward = phase === 'running' || phase === 'passed';
  let first: AwaitedStep | undefined;
  for (const step of steps)
    if ((forward || step.status === 'undoing') && isTimed(step) && !(first && first.until <= step.until)) first = step;
  return first;
}

/** When each step had a timer of its own, an entry told no times: what such a timer was set for is over when it rings. */
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
