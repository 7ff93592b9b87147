import type { ItemTime } from '#libs/messaging/contract';
import type { RecordOutcome } from '../messages.js';
import { attemptOf } from './attempt.js';
import { giveBack } from './give-back.js';
import { type Payment, type Till, word } from './payment.js';

/** Applies the provider's answer, and records it as an attempt. An answer that changes nothing, such as a repeated one, is not recorded. */
export function record({ orderId, outcome }: RecordOutcome, { payment }: Till, { now }: ItemTime) {
  if (!payment) throw new Error(`order ${orderId}: the provider was called without an intent`);
  const { set, ...rest } = take(outcome, payment, now);
  return set ? { set: { ...set, attempts: [attemptOf(outcome, payment, now)] }, ...rest } : {};
}

/** The answer may arrive after the checkout was cancelled: what was captured is then refunded. */
function take(outcome: RecordOutcome['outcome'], payment: Payment, now: Date) {
  const { status, amount, captured } = payment;
  const open = status === 'pending' || status === 'unknown';
  const become = (change: Partial<Payment>): Payment => ({ ...payment, ...change, since: now });

  switch (outcome.kind) {
    case 'unknown':
      return status === 'pending' ? { set: { payment: become({ status: 'unknown' }) } } : {};
    case 'captured':
      if (status === 'undoing') return giveBack(become({ captured: amount }), now);
      return open ? settled(become({ status: 'captured', captured: amount })) : {};
    case 'declined':
      if (status === 'undoing') return settled(become({ status: 'undone', reason: outcome.reason }));
      return open ? settled(become({ status: 'declined', reason: outcome.reason })) : {};
    case 'refunded':
      return status === 'refunding' ? settled(become({ status: 'undone', refunded: captured })) : {};
  }
}

const settled = (payment: Payment) => ({ set: { payment }, send: word(payment) });
