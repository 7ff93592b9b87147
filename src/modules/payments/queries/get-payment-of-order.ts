import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { caller } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { GetPaymentOfOrder } from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { PaymentAttempt } from '../data/payment-attempt.entity.js';
import { Payment } from '../data/payment.entity.js';
import { isOwnerUnknown, isShownTo } from '../domain/payment.js';

@QueryHandler(GetPaymentOfOrder)
export class GetPaymentOfOrderHandler implements IQueryHandler<GetPaymentOfOrder> {
  constructor(
    @InjectRepository(Payment) private readonly payments: Repository<Payment>,
    @InjectRepository(PaymentAttempt) private readonly attempts: Repository<PaymentAttempt>,
  ) {}

  async execute({ orderId }: GetPaymentOfOrder): Promise<ReplyOf<GetPaymentOfOrder>> {
    const payment = await this.payments.findOneBy({ orderId });
    if (!payment || !isShownTo(caller(), payment)) {
      const code = payment && isOwnerUnknown(payment) ? 'payments.owner-unknown' : 'payments.not-found';
      throw refuse(GetPaymentOfOrder, code, { orderId });
    }
    const attempts = await this.attempts.find({ where: { orderId }, order: { at: 'ASC', kind: 'ASC' } });
    const { status, amount, refunded, currency } = payment;
    return {
      orderId,
      status,
      amount: money(amount, currency),
      refunded: money(refunded, currency),
      attempts: attempts.map(shown),
    };
  }
}

const shown = ({ kind, outcome, amount, currency, reason, at }: PaymentAttempt) => ({
  kind,
  outcome,
  amount: money(amount, currency),
  reason,
  at: at.toISOString(),
});
