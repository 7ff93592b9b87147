import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { caller } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { GetOrder } from '#shared/contracts/orders';
import { maySee } from '#shared/kernel';
import { Orders } from '../data/orders.js';

@QueryHandler(GetOrder)
export class GetOrderHandler implements IQueryHandler<GetOrder> {
  constructor(private readonly orders: Orders) {}

  async execute({ id }: GetOrder): Promise<ReplyOf<GetOrder>> {
    const order = await this.orders.find(id);
    if (!order || !maySee(caller(), order.userId)) throw refuse(GetOrder, 'orders.not-found', { id });
    return { ...(await this.orders.shownOne(order)), userId: order.userId, refunds: [...(order.refunds ?? [])] };
  }
}
