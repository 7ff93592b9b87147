import type { Line } from '#shared/kernel';

/** A part of an order that came back, under the id that the return was given; never changed, so that nothing comes back twice. */
export interface StockReturn {
  readonly id: string;
  readonly orderId: string;
  readonly lines: readonly Line[];
  readonly at: Date;
}

/**
 * The reservation of an order; one per order, never deleted, so that nothing is reserved, released, committed or returned twice.
 * `refused`, `released` and `returned` hold no stock; a release that arrives before its reserve is stored as `released` without lines.
 */
export interface Reservation {
  readonly orderId: string;
  readonly state: 'held' | 'refused' | 'released' | 'committed' | 'returned';
  readonly lines: readonly Line[];
  /** What of a committed order has come back so far, if anything has. All of it: the state is `returned`. */
  readonly returned?: readonly Line[] | null;
  /** Time of the last change of state. */
  readonly since: Date;
}
