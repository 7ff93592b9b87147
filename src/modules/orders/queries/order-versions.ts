import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { ReplyOf } from '#libs/messaging/contract';
import { OrderVersions } from '#shared/contracts/orders';
import { History } from '../data/history.js';

@QueryHandler(OrderVersions)
export class OrderVersionsHandler implements IQueryHandler<OrderVersions> {
  constructor(private readonly history: History) {}

  async execute({ ids }: OrderVersions): Promise<ReplyOf<OrderVersions>> {
    return { versions: await this.history.versionsOf(ids) };
  }
}
