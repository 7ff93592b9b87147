import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { caller } from '#libs/messaging';
import type { ReplyOf } from '#libs/messaging/contract';
import { ListPayments } from '#shared/contracts/payments';
import { Payment } from '../data/payment.entity.js';
import { isOwnerUnknown, isShownTo } from '../domain/payment.js';

@QueryHandler(ListPayments)
export class ListPaymentsHandler implements IQueryHandler<ListPayments> {
  constructor(@InjectRepository(Payment) private readonly payments: Repository<Payment>) {}

  async execute({ orderIds }: ListPayments): Promise<ReplyOf<ListPayments>> {
    const somebody = caller();
    const payments = await this.payments.findBy({ orderId: In(orderIds) });
    const shown = payments.filter((payment) => isShownTo(somebody, payment));
    return {
      payments: shown.map(({ orderId, status }) => ({ orderId, status })),
      isWhole: payments.every((payment) => shown.includes(payment) || !isOwnerUnknown(payment)),
    };
  }
}
