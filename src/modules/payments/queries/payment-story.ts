import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { type IStoryteller, type OwnFact, Storyteller } from '#libs/messaging/ops';
import { format, money } from '#shared/kernel';
import { PaymentAttempt } from '../data/payment-attempt.entity.js';
import { Refund } from '../data/refund.entity.js';
import { Payment } from '../data/payment.entity.js';

/** As many as an order has at most. */
const MOST_REFUNDS = 100;

/**
 * The outcome of each call to the provider, and the current state of the payment. Calls in progress are effects, which the
 * engine adds to the story.
 */
@Injectable()
@Storyteller()
export class PaymentStory implements IStoryteller {
  constructor(
    @InjectRepository(Payment) private readonly payments: Repository<Payment>,
    @InjectRepository(PaymentAttempt) private readonly attempts: Repository<PaymentAttempt>,
    @InjectRepository(Refund) private readonly refunds: Repository<Refund>,
  ) {}

  async factsOf(orderId: string) {
    const [payment, attempts, refunds] = await Promise.all([
      this.payments.findOneBy({ orderId }),
      this.attempts.find({ where: { orderId }, order: { at: 'ASC', kind: 'ASC' } }),
      this.refunds.find({ where: { orderId }, order: { since: 'ASC', id: 'ASC' }, take: MOST_REFUNDS }),
    ]);
    return payment ? [...attempts.map(told), ...refunds.map(refunded), asItStands(payment)] : [];
  }
}

const told = ({ at, kind, outcome, amount, currency, reason }: PaymentAttempt): OwnFact => ({
  at,
  what: `${kind} ${outcome}`,
  details: { amount: format(money(amount, currency)), ...(reason && { reason }) },
});

const refunded = ({ since, id, status, amount, currency, reason }: Refund): OwnFact => ({
  at: since,
  what: `refund ${status}`,
  details: { refund: id, amount: format(money(amount, currency)), ...(reason && { reason }) },
});

function asItStands({ status, since, amount, captured, refunded, currency, reason }: Payment): OwnFact {
  const sums = Object.entries({ asked: amount, captured, refunded }).map(
    ([name, sum]) => [name, format(money(sum, currency))] as const,
  );
  return { at: since, what: `payment ${status}`, details: { ...Object.fromEntries(sums), ...(reason && { reason }) } };
}
