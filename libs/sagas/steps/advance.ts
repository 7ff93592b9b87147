import type { AnyMessage, DecidedStep, DroppedTimer, ItemTime, Timer } from '#libs/messaging/contract';
import { consequenceOf } from './consequence.js';
import type { Happening, JournalEntry, JournalState, Told } from './journal.js';
import { followed, happened } from './journal.js';
import { instructionsFor, patience } from './instructions.js';
import { progress } from './standing.js';
import type { StepTable } from './step-table.js';
import { hasRung, newTimerAt, timeOf } from './timer.js';

/** How a saga comes out, for the context to say in its own events. Told exactly once. */
export type SagaOutcome = { readonly kind: 'passed' } | { readonly kind: 'ended'; readonly reason: string };

/** The effect of one fact on a saga, as parts of a decision. */
export interface Advance<Data = unknown> {
  /** `ignored`: known already, or of no meaning for this saga. `too-late`: an abort after the point of no return. */
  readonly verdict: 'taken' | 'ignored' | 'too-late';
  readonly entries: readonly JournalEntry<Data>[];
  readonly send: readonly AnyMessage[];
  readonly later: readonly Timer[];
  readonly drop: readonly DroppedTimer[];
  readonly outcome?: SagaOutcome;
  /** What a trace says of it; undefined when nothing has changed. */
  readonly step?: DecidedStep;
  /** The journal's state including the new entries. */
  readonly state: JournalState<Data>;
}

/** A fact that changes nothing. */
export const unchanged = <Data>(state: JournalState<Data>, verdict: 'ignored' | 'too-late'): Advance<Data> => ({
  verdict,
  entries: [],
  send: [],
  later: [],
  drop: [],
  state,
});

/** Adds what happened to the journal, and returns the commands and timers that follow. */
export function advanced<Data>(
  table: StepTable<Data>,
  before: JournalState<Data>,
  happening: Happening<Data>,
  item: Pick<ItemTime, 'id' | 'now'>,
): Advance<Data> {
  const { type, ...what } = happening;
  const rung = hasRung(happening) ? before.timer : undefined;
  const now = timeOf(rung, item.now);
  const known = happened(before, happening);
  const next = consequenceOf(table, known, happening);
  const waits = patience(table, known, next);
  const until = waits === undefined ? undefined : now + waits;
  const draft = followed(before, known, { ...what, ...next, until });
  const rings = newTimerAt(draft, rung ? undefined : before.timer);
  const timer = rings === undefined ? undefined : item.id(`${table.saga}-timer`);
  const told = withoutGaps({ ...what, ...next, until, timer, rings });
  const state = timer ? followed(before, known, told) : draft;
  const outcome = outcomeOf(before, state);
  return {
    verdict: 'taken',
    entries: [{ type, data: { ...told, progress: progress(state) } }],
    ...instructionsFor(table, state, told, now),
    drop: !before.timer || rung || before.timer.id === state.timer?.id ? [] : [{ id: before.timer.id, of: table.timer.fact }],
    ...(outcome && { outcome }),
    step: stepOf(table.saga, type, told),
    state,
  };
}

const stepOf = (saga: string, happening: string, { step, phase, sends, undoes, reason }: Told): DecidedStep => ({
  name: [saga, step, happening].filter(Boolean).join(' '),
  attributes: {
    'cleave.saga.name': saga,
    'cleave.saga.happening': happening,
    'cleave.saga.step': step,
    'cleave.saga.phase': phase,
    'cleave.saga.sends': sends,
    'cleave.saga.undoes': undoes,
    'cleave.saga.reason': reason,
  },
});

/** Phases only move forward, so every change of phase is reported once. */
function outcomeOf(before: JournalState, after: JournalState): SagaOutcome | undefined {
  const has = ({ phase }: JournalState) => ({
    passed: phase === 'passed' || phase === 'done',
    ended: phase === 'ended',
  });
  if (has(after).passed && !has(before).passed) return { kind: 'passed' };
  if (has(after).ended && !has(before).ended) return { kind: 'ended', reason: after.reason ?? 'unknown' };
  return undefined;
}

/** Removes undefined properties: JSON drops them, and the stored entry must equal the decided one. */
function withoutGaps<T extends object>(value: T): T {
  const whole: Partial<T> = {};
  for (const name in value) if (value[name] !== undefined) whole[name] = value[name];
  return whole as T;
}
