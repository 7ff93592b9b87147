import { PaymentCaptured, PaymentDeclined, type PaymentStatus, PaymentUndone } from '#shared/contracts/payments';
import { isStaff, maySee, money, type Money } from '#shared/kernel';

/** The payment of an order; one per order, never deleted. Invariants: refunded ≤ captured ≤ amount, promised ≤ captured. */
export interface Payment {
  readonly orderId: string;
  /** Whose order it is, and who may see the payment; null where no charge has said: then only staff may. */
  readonly userId: string | null;
  readonly status: PaymentStatus;
  readonly amount: number;
  readonly currency: string;
  readonly captured: number;
  readonly refunded: number;
  /** Of what was captured: given back in parts, or asked of the provider. */
  readonly promised: number;
  /** Why the provider declined. */
  readonly reason: string | null;
  /** Time of the last change of state. */
  readonly since: Date;
}

/** The data of a decision about a payment. */
export interface Till {
  readonly payment: Payment | undefined;
}

/** ISO 4217's code for "no currency is involved". */
const NOTHING = money(0, 'XXX');

/** Committed before the provider is called: from then on the money may have been captured. */
export const intent = (orderId: string, userId: string | null, total: Money, since: Date): Payment => ({
  orderId,
  userId,
  status: 'pending',
  ...total,
  captured: 0,
  refunded: 0,
  promised: 0,
  reason: null,
  since,
});

/** A tombstone: the refund arrived before its charge; a charge that arrives later is not carried out. */
export const neverCharged = (orderId: string, since: Date): Payment => ({
  ...intent(orderId, null, NOTHING, since),
  status: 'undone',
});

/** What of the captured money is neither given back in parts nor promised to be. */
export const unpromised = ({ captured, promised, currency }: Payment): Money => money(captured - promised, currency);

/** Whether a charge was carried out that did not say for whom. A tombstone has no owner either, but nothing was paid. */
export const isOwnerUnknown = ({ userId, currency }: Payment): boolean =>
  userId === null && currency !== NOTHING.currency;

/** Whether somebody may see the payment: staff, and whoever ordered. */
export const isShownTo = (somebody: Parameters<typeof maySee>[0], { userId }: Payment): boolean =>
  userId === null ? isStaff(somebody) : maySee(somebody, userId);

/** The final outcome as a message to the checkout; none while it is unknown. */
export function word(payment: Payment): (PaymentCaptured | PaymentDeclined | PaymentUndone)[] {
  const { orderId, status, captured, refunded, currency, reason } = payment;
  if (status === 'captured') return [new PaymentCaptured({ orderId, amount: money(captured, currency) })];
  if (status === 'declined') return [new PaymentDeclined({ orderId, reason: reason ?? 'payment-declined' })];
  if (status === 'undone')
    return [new PaymentUndone({ orderId, refunded: refunded ? money(refunded, currency) : null })];
  return [];
}
