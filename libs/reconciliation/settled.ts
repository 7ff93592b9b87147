import type { DifferenceRow } from './data/difference.entity.js';

/** The row of one that was repaired, or found to be gone when it was to be. */
export const settled = (
  row: DifferenceRow,
  state: 'repaired' | 'gone',
  at: Date,
  by: string,
  why: string,
): DifferenceRow => ({ ...row, state, closedAt: at, closedBy: by, closedWhy: why });
