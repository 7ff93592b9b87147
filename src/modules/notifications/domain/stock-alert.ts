import type { Delivery } from './delivery.js';

/** The latest e-mail to staff about a product whose stock is low. */
export interface StockAlert {
  readonly productId: string;
  /** So many there have been; the latest has this number. */
  readonly count: number;
  readonly onHand: number;
  readonly threshold: number;
  readonly toldAt: Date;
  readonly status: Delivery['status'];
  /** When the status became what it is. */
  readonly since: Date;
  /** Of `refused`: why. */
  readonly reason: string | null;
}
