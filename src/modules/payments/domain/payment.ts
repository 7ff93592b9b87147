import { PaymentCaptured, PaymentDeclined, type PaymentStatus, PaymentUndone } from '#shared/contracts/payments';
import { money, type Money } from '#shared/kernel';

/** The money of an order; one payment per order, for ever. Always: refunded ≤ captured ≤ amount. */
export interface Payment {
  readonly orderId: string;
  readonly status: PaymentStatus;
  readonly amount: number;
  readonly currency: string;
  readonly captured: number;
  readonly refunded: number;
  /** Why the provider declined. */
  readonly reason: string | null;
  /** When it came into this state. */
  readonly since: Date;
}

/** What a decision about an order's money sees. */
export interface Till {
  readonly payment: Payment | undefined;
}

/** ISO 4217's code for "no currency is involved". */
const NOTHING = money(0, 'XXX');

/** Written before the provider is called: from here on the money may have been taken. */
export const intent = (orderId: string, total: Money, since: Date): Payment => ({
  orderId,
  status: 'pending',
  ...total,
  captured: 0,
  refunded: 0,
  reason: null,
  since,
});

/** A tombstone: the order was given up before its charge came, and that charge will take nothing. */
export const neverCharged = (orderId: string, since: Date): Payment => ({
  ...intent(orderId, NOTHING, since),
  status: 'undone',
});

/** What is certain, in words for the checkout; nothing while it is not. */
export function word(payment: Payment): (PaymentCaptured | PaymentDeclined | PaymentUndone)[] {
  const { orderId, status, captured, refunded, currency, reason } = payment;
  if (status === 'captured') return [new PaymentCaptured({ orderId, amount: money(captured, currency) })];
  if (status === 'declined') return [new PaymentDeclined({ orderId, reason: reason ?? 'payment-declined' })];
  if (status === 'undone')
    return [new PaymentUndone({ orderId, refunded: refunded ? money(refunded, currency) : null })];
  return [];
}
