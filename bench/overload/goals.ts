import type { Overload } from './overload.js';

/** The requirements on a system under overload. */
const GOALS: readonly [goal: string, isReached: (figures: Overload) => boolean][] = [
  [
    'it confirms 90 % of what the closed loop reached',
    ({ confirmedPerSecond, closedPerSecond }) => confirmedPerSecond >= 0.9 * closedPerSecond,
  ],
  ['less than 1 % of what was accepted ends by timeout', ({ timedOut, accepted }) => timedOut < 0.01 * accepted],
  ['99 % of what was accepted is confirmed within 3 s', ({ ms }) => ms.p99 <= 3_000],
  [
    'a minute later it takes no more than 1.3 times the memory of before',
    ({ megabytes: { before = 0, after = 0 } }) => after <= 1.3 * before,
  ],
];

export const missedBy = (figures: Overload): string[] =>
  GOALS.filter(([, isReached]) => !isReached(figures)).map(([goal]) => goal);
