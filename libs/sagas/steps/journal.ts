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
  /** The timer that runs for it or for its undo. */
  readonly timer?: string;
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
  /** The step whose undo goes out. */
  readonly undoes?: string;
}

/** What an entry tells: what happened, and what followed from it. */
export type Told<Data = unknown> = Omit<Happening<Data>, 'type'> & Consequence & { readonly timer?: string };

/** One entry per fact that changed something, with the progress it made. Plain JSON: the last entry tells where the saga stands. */
export type JournalEntry<Data = unknown> = StoredEvent<Happening['type'], Told<Data> & { readonly progress: string }>;

export const unborn: JournalState<never> = { saga: '', version: 0, phase: 'unborn', steps: [] };

/** The journal's state after one more entry. */
export function evolve<Data>(
  state: JournalState<Data>,
  { type, data }: StoredEvent<Happening['type'], Told<Data>>,
): JournalState<Data> {
  return followed(state, happened(state, { type, step: data.step }), data);
}

/** The state with what followed from what happened. */
export function followed<Data>(
  before: JournalState<Data>,
  { saga, version, data, steps }: JournalState<Data>,
  told: Told<Data>,
): JournalState<Data> {
  const reason = before.phase === 'running' ? told.reason : before.reason;
  const after = { phase: told.phase, reason, steps: sent(steps, told) };
  return told.of ? { ...told.of, ...after } : { saga, version, data, ...after };
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
  const status = STATUS_AFTER[type];
  if (!status) return state;
  // A step that is asked for again keeps its timer when it is refused: asking at once would never give the other side a rest.
  const waits = type === 'step-refused' && state.phase === 'passed';
  return {
    ...state,
    steps: replaced(state.steps, step, ({ timer, ...known }) => ({ ...known, status, ...(waits && { timer }) })),
  };
}

function sent(steps: readonly BegunStep[], { sends, undoes, timer }: Told): readonly BegunStep[] {
  if (undoes) return replaced(steps, undoes, (step) => ({ ...step, status: 'undoing', timer }));
  if (!sends) return steps;
  if (!steps.some(({ name }) => name === sends)) return [...steps, { name: sends, status: 'sent', attempts: 1, timer }];
  return replaced(steps, sends, (step) => ({ ...step, status: 'sent', attempts: step.attempts + 1, timer }));
}

function replaced(
  steps: readonly BegunStep[],
  name: string | undefined,
  change: (step: BegunStep) => BegunStep,
): readonly BegunStep[] {
  return steps.map((step) => (step.name === name ? change(step) : step));
}
