import type { AnyMessage, ItemTime, Timer } from '#libs/messaging/contract';
import { consequenceOf } from './consequence.js';
import type { Happening, JournalEntry, JournalState } from './journal.js';
import { followed, happened } from './journal.js';
import { ordersFor } from './orders.js';
import { progress } from './standing.js';
import type { Table } from './table.js';

/** How a saga comes out, for the context to say in its own events. Told exactly once. */
export type Outcome = { readonly kind: 'passed' } | { readonly kind: 'ended'; readonly reason: string };

/** What one fact does to a saga: parts of a decision, ready to be passed on. */
export interface Advance<Data = unknown> {
  /** `ignored`: the saga knows already, or it is none of its business. `too-late`: an abort after the point of no return. */
  readonly verdict: 'taken' | 'ignored' | 'too-late';
  readonly entries: readonly JournalEntry<Data>[];
  readonly send: readonly AnyMessage[];
  readonly later: readonly Timer[];
  readonly drop: readonly string[];
  readonly outcome?: Outcome;
  /** The journal with the entries. */
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

/** Takes what happened into the journal, and orders what follows from it. */
export function advanced<Data>(
  table: Table<Data>,
  before: JournalState<Data>,
  happening: Happening<Data>,
  item: Pick<ItemTime, 'id'>,
): Advance<Data> {
  const { type, ...what } = happening;
  const known = happened(before, happening);
  const next = consequenceOf(table, known, happening);
  const timer = next.sends || next.undoes ? item.id(`${table.saga}-timer`) : undefined;
  const told = withoutGaps({ ...what, ...next, timer });
  const state = followed(before, known, told);
  const outcome = outcomeOf(before, state);
  return {
    verdict: 'taken',
    entries: [{ type, data: { ...told, progress: progress(state) } }],
    ...ordersFor(table, state, told),
    drop: timersOver(before, state, happening),
    ...(outcome && { outcome }),
    state,
  };
}

/** Timers that ran before and do not any more. The one that has just fired is gone already. */
function timersOver(before: JournalState, after: JournalState, { type, step }: Happening): string[] {
  const fired = type === 'step-timed-out' || type === 'undo-timed-out' ? step : undefined;
  const running = new Set(after.steps.map(({ timer }) => timer));
  return before.steps.flatMap(({ name, timer }) => (timer && name !== fired && !running.has(timer) ? [timer] : []));
}

/** Phases only move on, so crossing a border is told once. */
function outcomeOf(before: JournalState, after: JournalState): Outcome | undefined {
  const has = ({ phase }: JournalState) => ({
    passed: phase === 'passed' || phase === 'done',
    ended: phase === 'ended',
  });
  if (has(after).passed && !has(before).passed) return { kind: 'passed' };
  if (has(after).ended && !has(before).ended) return { kind: 'ended', reason: after.reason ?? 'unknown' };
  return undefined;
}

/** Without keys that are undefined: JSON would drop them, and what is stored must equal what was decided. */
function withoutGaps<T extends object>(value: T): T {
  const whole: Partial<T> = {};
  for (const name in value) if (value[name] !== undefined) whole[name] = value[name];
  return whole as T;
}
