import type { ItemTime } from '#libs/messaging/contract';
import { PaymentUndone, type RefundPayment } from '#shared/contracts/payments';
import { neverCharged, type Till, unpromised, word } from './payment.js';
import { giveBack } from './give-back.js';

/**
 * Refunds the order. A charge that may be in progress is not abandoned: its final outcome is awaited first, and what it
 * captured is then refunded.
 */
export function undo({ orderId }: RefundPayment, { payment }: Till, { now }: ItemTime) {
  if (!payment) {
    const tombstone = neverCharged(orderId, now);
    return { set: { payment: tombstone }, send: word(tombstone) };
  }
  switch (payment.status) {
    case 'pending':
    case 'unknown':
      return { set: { payment: { ...payment, status: 'undoing' as const, since: now } } };
    case 'captured':
      return unpromised(payment).amount > 0 ? giveBack(payment, now) : {}; // its refunds in parts give all of it back
    case 'declined':
      return { send: [new PaymentUndone({ orderId, refunded: null })] };
    case 'undoing':
    case 'refunding':
    case 'undone':
      return { send: word(payment) };
  }
}
