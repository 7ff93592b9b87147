import type { ItemTime } from '#libs/messaging/contract';
import type { Line } from '#shared/kernel';

/** What can happen to stock on behalf of an order: from which counter to which. */
const ACTS = {
  reserved: (quantity: number) => ({ onHand: -quantity, reserved: quantity, committed: 0 }),
  released: (quantity: number) => ({ onHand: quantity, reserved: -quantity, committed: 0 }),
  committed: (quantity: number) => ({ onHand: 0, reserved: -quantity, committed: quantity }),
};
export type Act = keyof typeof ACTS;

/** A line of the ledger: never changed, never deleted. The shelf is the sum of its movements. */
export interface StockMovement {
  readonly id: string;
  readonly productId: string;
  /** The order on whose behalf; null when staff received or wrote off. */
  readonly orderId: string | null;
  /** `reserved`, `released` or `committed` for an order, else the words of whoever did it. */
  readonly reason: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly committed: number;
  readonly at: Date;
}

/** An act of an order on each of its products. */
export const movements = (act: Act, orderId: string, lines: readonly Line[], { id, now }: ItemTime): StockMovement[] =>
  lines.map(({ productId, quantity }, n) => ({
    id: id(n),
    productId,
    orderId,
    reason: act,
    ...ACTS[act](quantity),
    at: now,
  }));
