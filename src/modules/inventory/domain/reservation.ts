import type { Line } from '#shared/kernel';

/**
 * What became of an order's wish for stock; one per order, for ever, so nothing is reserved, released or committed twice.
 * `refused` and `released` hold nothing; a release that comes before its reserve leaves `released` without lines.
 */
export interface Reservation {
  readonly orderId: string;
  readonly state: 'held' | 'refused' | 'released' | 'committed';
  readonly lines: readonly Line[];
  /** When it came into this state. */
  readonly since: Date;
}
