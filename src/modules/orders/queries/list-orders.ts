import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { caller } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { paged, startOf } from '#libs/messaging/paging';
import { ListOrders } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { Orders } from '../data/orders.js';

/** The caller's orders; an empty list for a caller who is not signed in. */
@QueryHandler(ListOrders)
export class ListOrdersHandler implements IQueryHandler<ListOrders> {
  constructor(private readonly orders: Orders) {}

  async execute({ cursor, limit }: ListOrders): Promise<ReplyOf<ListOrders>> {
    const last = startOf(cursor, Id, () => refuse(ListOrders, 'orders.bad-cursor'));
    const userId = caller()?.userId;
    const views = userId ? await this.orders.ofUser(userId, last, limit + 1) : [];
    return paged(await this.orders.shown(views), limit, ({ id }) => id);
  }
}
