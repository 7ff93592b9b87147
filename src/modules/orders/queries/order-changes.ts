import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { caller } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { MOST_CHANGES, OrderChanges } from '#shared/contracts/orders';
import { maySee } from '#shared/kernel';
import { History } from '../data/history.js';
import { Orders } from '../data/orders.js';
import { orderChange } from '../domain/order-change.js';

@QueryHandler(OrderChanges)
export class OrderChangesHandler implements IQueryHandler<OrderChanges> {
  constructor(
    private readonly orders: Orders,
    private readonly history: History,
  ) {}

  async execute({ id, after }: OrderChanges): Promise<ReplyOf<OrderChanges>> {
    const order = await this.orders.find(id);
    if (!order || !maySee(caller(), order.userId)) throw refuse(OrderChanges, 'orders.not-found', { id });
    const events = await this.history.after(id, after, MOST_CHANGES + 1);
    if (!events) throw refuse(OrderChanges, 'orders.unknown-version', { id, after });
    const changes = events
      .slice(0, MOST_CHANGES)
      .map(({ event, version, at }) => orderChange(event, { id, version, at }));
    // The events were read after the view, so they may include the last one although the view did not yet.
    const isFinal = order.status !== 'pending' || changes.some(({ type }) => type !== 'placed');
    return { changes, isLast: isFinal && events.length <= MOST_CHANGES };
  }
}
