import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { caller } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { MOST_DAYS, MOST_TOTALS, OrderTotals } from '#shared/contracts/orders';
import { isStaff } from '#shared/kernel';
import { OrderSearch } from '../data/order-search.js';
import { periodOf } from '../domain/period.js';
import { answered } from './answered.js';

@QueryHandler(OrderTotals)
export class OrderTotalsHandler implements IQueryHandler<OrderTotals> {
  constructor(private readonly orders: OrderSearch) {}

  async execute({ from, to }: OrderTotals): Promise<ReplyOf<OrderTotals>> {
    if (!isStaff(caller())) throw refuse(OrderTotals, 'orders.staff-only');
    const period = periodOf(from, to);
    if (!period) throw refuse(OrderTotals, 'orders.bad-period', { mostDays: MOST_DAYS });
    const totals = await answered(OrderTotals, this.orders.totals(period));
    // Days times currencies: a shop with many of these has to ask for fewer of those.
    if (totals.length > MOST_TOTALS) throw refuse(OrderTotals, 'orders.bad-period', { mostRows: MOST_TOTALS });
    return { totals: [...totals] };
  }
}
