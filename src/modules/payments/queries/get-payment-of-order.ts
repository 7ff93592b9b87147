import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { GetPaymentOfOrder } from '#shared/contracts/payments';
import { money } from '#shared/kernel';
import { Payment } from '../data/payment.entity.js';

@QueryHandler(GetPaymentOfOrder)
export class GetPaymentOfOrderHandler implements IQueryHandler<GetPaymentOfOrder> {
  constructor(@InjectRepository(Payment) private readonly payments: Repository<Payment>) {}

  async execute({ orderId }: GetPaymentOfOrder): Promise<ReplyOf<GetPaymentOfOrder>> {
    const payment = await this.payments.findOneBy({ orderId });
    if (!payment) throw refuse(GetPaymentOfOrder, 'payments.not-found', { orderId });
    const { status, amount, refunded, currency } = payment;
    return { orderId, status, amount: money(amount, currency), refunded: money(refunded, currency) };
  }
}
