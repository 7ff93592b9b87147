import type { Happening, JournalState, SagaTimer } from './journal.js';
import { firstAwaited } from './journal.js';

const RINGS: readonly Happening['type'][] = ['step-timed-out', 'undo-timed-out', 'timer-early'];

export const hasRung = ({ type }: Pick<Happening, 'type'>): boolean => RINGS.includes(type);

/** The time in which the saga decides, in milliseconds since 1970. What has rung was due by the database's clock, which counts. */
export const timeOf = (timer: SagaTimer | undefined, now: Date): number => Math.max(timer?.at ?? 0, now.getTime());

/**
 * When a new timer has to ring; undefined: none is needed. One that rings before anybody's time is up is left to run, since
 * setting it again when it does is rare: an order is confirmed long before (docs/adr/0013-one-timer.md).
 */
export function newTimerAt(after: JournalState, running: SagaTimer | undefined): number | undefined {
  const due = firstAwaited(after)?.until;
  return due !== undefined && running && running.at <= due ? undefined : due;
}
