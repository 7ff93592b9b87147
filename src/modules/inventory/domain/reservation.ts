import type { Line } from '#shared/kernel';

/**
 * The reservation of an order; one per order, never deleted, so that nothing is reserved, released, committed or returned twice.
 * `refused`, `released` and `returned` hold no stock; a release that arrives before its reserve is stored as `released` without lines.
 */
export interface Reservation {
  readonly orderId: string;
  readonly state: 'held' | 'refused' | 'released' | 'committed' | 'returned';
  readonly lines: readonly Line[];
  /** Time of the last change of state. */
  readonly since: Date;
}
