import type { Happening, JournalState, SagaTimer } from './journal.js';
import { firstAwaited } from './journal.js';

const RINGS: readonly Happening['type'][] = ['step-timed-out', 'undo-timed-out', 'timer-early'];

export const hasRung = ({ type }: Pick<Happening, 'type'>): boolean => RINGS.includes(type);

/** The current time for a saga, in milliseconds since 1970: at least that of the timer, which fires by the database's clock. */
export const timeOf = (timer: SagaTimer | undefined, now: Date): number => Math.max(timer?.at ?? 0, now.getTime());

/**
 * When a new timer has to fire; undefined: none is needed. A running timer that fires before the next deadline is kept and set again
 * only when it fires. That is rare, because an order is usually confirmed long before (docs/adr/0013-one-timer.md).
 */
export function newTimerAt(after: JournalState, running: SagaTimer | undefined): number | undefined {
  const due = firstAwaited(after)?.until;
  return due !== undefined && running && running.at <= due ? undefined : due;
}
