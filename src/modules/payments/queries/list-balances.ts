import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import type { ReplyOf } from '#libs/messaging/contract';
import { between } from '#libs/reconciliation';
import { ListBalances } from '#shared/contracts/payments';
import { Payment } from '../data/payment.entity.js';

@QueryHandler(ListBalances)
export class ListBalancesHandler implements IQueryHandler<ListBalances> {
  constructor(@InjectRepository(Payment) private readonly payments: Repository<Payment>) {}

  async execute({ orderIds, after, before, limit }: ListBalances): Promise<ReplyOf<ListBalances>> {
    const payments = await this.payments.find({
      where: { orderId: orderIds ? In(orderIds) : between(after, before) },
      order: { orderId: 'ASC' },
      take: limit + 1,
    });
    return { balances: payments.slice(0, limit).map(balance), hasMore: payments.length > limit };
  }
}

const balance = ({ orderId, status, currency, captured, refunded, since }: Payment) => ({
  orderId,
  status,
  currency,
  captured,
  refunded,
  since: since.toISOString(),
});
