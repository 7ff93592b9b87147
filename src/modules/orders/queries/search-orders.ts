import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { caller } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { paged } from '#libs/messaging/paging';
import { SearchOrders } from '#shared/contracts/orders';
import { isStaff } from '#shared/kernel';
import { OrderSearch } from '../data/order-search.js';
import { foundOrder } from '../domain/found-order.js';
import { answered } from './answered.js';
import { criteriaOf } from './search-criteria.js';
import { keyOf, placeAt } from './search-place.js';

@QueryHandler(SearchOrders)
export class SearchOrdersHandler implements IQueryHandler<SearchOrders> {
  constructor(private readonly orders: OrderSearch) {}

  async execute({ limit, cursor, order, ...filters }: SearchOrders): Promise<ReplyOf<SearchOrders>> {
    if (!isStaff(caller())) throw refuse(SearchOrders, 'orders.staff-only');
    const criteria = criteriaOf(SearchOrders, filters);
    const after = placeAt(SearchOrders, cursor);
    const found = await answered(SearchOrders, this.orders.search({ criteria, order, after, most: limit + 1 }));
    const { data, page } = paged(found, limit, keyOf);
    return { data: data.map(foundOrder), page };
  }
}
