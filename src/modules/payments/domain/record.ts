import { type ItemTime, refuse } from '#libs/messaging/contract';
import { equals } from '#shared/kernel';
import { RecordOutcome } from '../messages.js';
import { attemptOf } from './attempt.js';
import { giveBack } from './give-back.js';
import { type Payment, type Till, word } from './payment.js';

/**
 * Applies what the provider says, and records it as an attempt: the answer to our call and the events about it, in whatever order and
 * how often they come. What changes nothing, such as a repeated one, is not recorded.
 *
 * Throws for an order without an intent, which is repeated and then a dead letter; refuses an event about another amount, which is a
 * dead letter at once.
 */
export function record({ orderId, outcome, amount }: RecordOutcome, { payment }: Till, { now }: ItemTime) {
  if (!payment) throw new Error(`order ${orderId}: the provider tells of a payment without an intent`);
  const { set, ...rest } = take(outcome, payment, now);
  if (!set) return {};
  const attempt = attemptOf(outcome, payment, now);
  if (amount && !equals(amount, attempt)) throw refuse(RecordOutcome, 'payments.another-amount', { amount });
  return { set: { ...set, attempts: [attempt] }, ...rest };
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
