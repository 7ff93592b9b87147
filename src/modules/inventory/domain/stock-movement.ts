import type { ItemTime } from '#libs/messaging/contract';
import type { Line } from '#shared/kernel';

/** The movements of an order's stock, from one counter to another. */
const ACTS = {
  reserved: (quantity: number) => ({ onHand: -quantity, reserved: quantity, committed: 0 }),
  released: (quantity: number) => ({ onHand: quantity, reserved: -quantity, committed: 0 }),
  committed: (quantity: number) => ({ onHand: 0, reserved: -quantity, committed: quantity }),
  returned: (quantity: number) => ({ onHand: quantity, reserved: 0, committed: -quantity }),
};
export type Act = keyof typeof ACTS;

/** An entry of the ledger: never changed, never deleted. A stock item is the sum of its movements. */
export interface StockMovement {
  readonly id: string;
  readonly productId: string;
  /** The order; null when staff received or wrote off stock. */
  readonly orderId: string | null;
  /** `reserved`, `released`, `committed` or `returned` for an order; otherwise the reason that staff gave. */
  readonly reason: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly committed: number;
  readonly at: Date;
}

/** The entry as it is shown. */
export const ledgerEntry = ({ id, orderId, reason, onHand, reserved, committed, at }: StockMovement) => ({
  id,
  at: at.toISOString(),
  orderId,
  reason,
  onHand,
  reserved,
  committed,
});

/** One movement for each product of an order. */
export const movements = (act: Act, orderId: string, lines: readonly Line[], { id, now }: ItemTime): StockMovement[] =>
  lines.map(({ productId, quantity }, n) => ({
    id: id(n),
    productId,
    orderId,
    reason: act,
    ...ACTS[act](quantity),
    at: now,
  }));
