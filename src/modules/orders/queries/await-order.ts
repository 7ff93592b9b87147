import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { caller, Watch } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { AwaitOrder } from '#shared/contracts/orders';
import { maySee } from '#shared/kernel';
import { OrderView } from '../data/order-view.entity.js';
import { Orders } from '../data/orders.js';

/** Waits equally long for another user's order and for one that does not exist, so that the time does not reveal which it is. */
@QueryHandler(AwaitOrder)
export class AwaitOrderHandler implements IQueryHandler<AwaitOrder> {
  constructor(
    private readonly watch: Watch,
    private readonly orders: Orders,
  ) {}

  async execute({ id, waitMs }: AwaitOrder): Promise<ReplyOf<AwaitOrder>> {
    const who = caller();
    const isFinal = (order: OrderView) => order.status !== 'pending' && maySee(who, order.userId);
    const order = await this.watch.until(OrderView, id, isFinal, waitMs);
    if (!order || !maySee(who, order.userId)) throw refuse(AwaitOrder, 'orders.not-found', { id });
    return this.orders.shownOne(order);
  }
}
