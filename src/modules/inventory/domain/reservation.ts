import type { Line } from '#shared/kernel';

/**
 * The reservation of an order; one per order, never deleted, so that nothing is reserved, released or committed twice.
 * `refused` and `released` hold no stock; a release that arrives before its reserve is stored as `released` without lines.
 */
export interface Reservation {
  readonly orderId: string;
  readonly state: 'held' | 'refused' | 'released' | 'committed';
  readonly lines: readonly Line[];
  /** Time of the last change of state. */
  readonly since: Date;
}
