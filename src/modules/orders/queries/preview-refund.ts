import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { caller } from '#libs/messaging';
import type { ReplyOf } from '#libs/messaging/contract';
import { MOST_HISTORY, PreviewRefund } from '#shared/contracts/orders';
import { History } from '../data/history.js';
import { Order } from '../domain/order.js';
import { previewRefund } from '../domain/refunds/refund-order.js';

@QueryHandler(PreviewRefund)
export class PreviewRefundHandler implements IQueryHandler<PreviewRefund> {
  constructor(private readonly history: History) {}

  async execute(query: PreviewRefund): Promise<ReplyOf<PreviewRefund>> {
    const events = (await this.history.after(query.id, 0, MOST_HISTORY)) ?? [];
    const state = events.map(({ event }) => event).reduce(Order.evolve, Order.initial);
    return previewRefund(query, state, caller());
  }
}
