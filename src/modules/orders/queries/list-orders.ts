import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { caller } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { paged, startOf } from '#libs/messaging/paging';
import { ListOrders } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { OrderSearch } from '../data/order-search.js';
import type { OrderView } from '../data/order-view.entity.js';
import { Orders } from '../data/orders.js';
import type { Wanted } from '../ports/order-documents.js';
import { answered } from './answered.js';
import { criteriaOf, type Filters } from './search-criteria.js';
import { keyOf, placeAt } from './search-place.js';

/** The caller's orders; an empty list for a caller who is not signed in. */
@QueryHandler(ListOrders)
export class ListOrdersHandler implements IQueryHandler<ListOrders> {
  constructor(
    private readonly orders: Orders,
    private readonly search: OrderSearch,
  ) {}

  execute(query: ListOrders): Promise<ReplyOf<ListOrders>> {
    const { limit: _, cursor: __, ...filters } = query;
    return Object.values(filters).some((value) => value !== undefined) ? this.found(query) : this.newest(query);
  }

  private async newest({ cursor, limit }: ListOrders): Promise<ReplyOf<ListOrders>> {
    const last = startOf(cursor, Id, () => refuse(ListOrders, 'orders.bad-cursor'));
    const userId = caller()?.userId;
    const views = userId ? await this.orders.ofUser(userId, last, limit + 1) : [];
    return paged(await this.orders.shown(views), limit, ({ id }) => id);
  }

  /** The documents say which orders these are, and the views what has become of them. */
  private async found({ cursor, limit, ...filters }: ListOrders): Promise<ReplyOf<ListOrders>> {
    const criteria = criteriaOf(ListOrders, filters);
    const after = placeAt(ListOrders, cursor);
    const userId = caller()?.userId;
    if (!userId) return { data: [], page: { next: null, hasMore: false } };
    const wanted: Wanted = { criteria: { ...criteria, userId }, order: 'newest', after, most: limit + 1 };
    const documents = await answered(ListOrders, this.search.search(wanted));
    const { data, page } = paged(documents, limit, keyOf);
    const views = await this.orders.ofUserWith(
      userId,
      data.map(({ id }) => id),
    );
    return { data: await this.orders.shown(views.filter((view) => isAsked(filters, view))), page };
  }
}

/** Whether what may change of an order is still as asked. */
const isAsked = ({ status, reason }: Filters, view: OrderView): boolean =>
  (status === undefined || status === view.status) && (reason === undefined || reason === view.reason);
