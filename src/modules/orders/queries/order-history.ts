import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { caller } from '#libs/messaging';
import { fitting, refuse, type ReplyOf } from '#libs/messaging/contract';
import { MOST_HISTORY, OrderHistory } from '#shared/contracts/orders';
import { maySee } from '#shared/kernel';
import { History } from '../data/history.js';
import { Orders } from '../data/orders.js';
import { orderHistory } from '../domain/order-history.js';

@QueryHandler(OrderHistory)
export class OrderHistoryHandler implements IQueryHandler<OrderHistory> {
  constructor(
    private readonly orders: Orders,
    private readonly history: History,
  ) {}

  async execute({ id }: OrderHistory): Promise<ReplyOf<OrderHistory>> {
    const order = await this.orders.find(id);
    if (!order || !maySee(caller(), order.userId)) throw refuse(OrderHistory, 'orders.not-found', { id });
    // The journal is read after the order, so that nothing that led to an end is missing.
    const events = (await this.history.after(id, 0, MOST_HISTORY)) ?? [];
    const journal = await this.history.journal(id, MOST_HISTORY);
    return { entries: fitting(orderHistory(events, journal)) };
  }
}
