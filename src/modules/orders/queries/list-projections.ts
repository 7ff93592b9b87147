import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { fitting, type ReplyOf } from '#libs/messaging/contract';
import { ListProjections } from '#shared/contracts/orders';
import { OrderCopies } from '../data/order-copies.js';
import { shown } from '../domain/copies/shown.js';

@QueryHandler(ListProjections)
export class ListProjectionsHandler implements IQueryHandler<ListProjections> {
  constructor(private readonly copies: OrderCopies) {}

  async execute(): Promise<ReplyOf<ListProjections>> {
    const [standings, total] = await Promise.all([this.copies.counted(), this.copies.total()]);
    const around = { projection: this.copies.name, codeShape: this.copies.shape, total, now: new Date() };
    return { copies: fitting(standings.map((one) => shown(one, around))) };
  }
}
