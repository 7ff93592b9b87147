import type Stripe from 'stripe';
import { Id, Money } from '#shared/kernel';
import type { Told } from '../../ports/provider-events.js';
import { CALL, ORDER, REFUND } from './found.js';
import { DECLINED, refundEnd } from './outcomes.js';

type OfPayment = Exclude<Told, { refundId: string }>;

/** What an event says definitely about a call of ours, which its metadata names; undefined: nothing. */
export function toldBy(event: Stripe.Event): Told | undefined {
  switch (event.type) {
    case 'payment_intent.succeeded': {
      const { amount_received: amount, currency, metadata } = event.data.object;
      return told({ kind: 'captured' }, amount, currency, metadata);
    }
    case 'payment_intent.payment_failed': {
      const { amount, currency, metadata, status } = event.data.object;
      return status === 'requires_payment_method' ? told(DECLINED, amount, currency, metadata) : undefined;
    }
    case 'charge.refunded': {
      const { amount_refunded: amount, currency, metadata, refunded, refunds } = event.data.object;
      const isOver = refunded && refunds?.data.length && refunds.data.every(({ status }) => status === 'succeeded');
      return isOver ? told({ kind: 'refunded' }, amount, currency, metadata) : undefined; // it tells of pending ones as well
    }
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed': {
      const { amount, currency, metadata, status } = event.data.object;
      if (metadata?.[REFUND] !== undefined) return toldOfPart(event.data.object);
      return status === 'succeeded' ? told({ kind: 'refunded' }, amount, currency, metadata) : undefined;
    }
    default:
      return undefined;
  }
}

/** Of a part the failure is definite, too: orders decides whether it is refunded again. */
function toldOfPart({ amount, currency, metadata, ...refund }: Stripe.Refund): Told | undefined {
  const [outcome, id] = [refundEnd(refund), Id.safeParse(metadata?.[REFUND])];
  const about = told({ kind: 'refunded' }, amount, currency, metadata);
  return about && outcome && id.success ? { ...about, refundId: id.data, outcome } : undefined;
}

function told(
  outcome: OfPayment['outcome'],
  amount: number,
  currency: string,
  metadata: Stripe.Metadata | null,
): OfPayment | undefined {
  const order = Id.safeParse(metadata?.[ORDER]);
  const sum = Money.safeParse({ amount, currency: String(currency).toUpperCase() });
  return order.success && sum.success && metadata?.[CALL]
    ? { orderId: order.data, outcome, amount: sum.data }
    : undefined;
}
