import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { WideEventField } from '#libs/telemetry/nest-otel';
import { OrderTotals, SearchOrders } from '#shared/contracts/orders';
import { Roles } from '../auth/access.js';
import { Conditional } from '../http/conditional.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { linkNext } from '../requests/link-next.js';
import { Requests } from '../requests/requests.js';
import { FoundOrderPage, OrderSearchQuery, OrderTotalList, OrderTotalsQuery } from './order-search.schemas.js';

const rows = ({ data }: { data: readonly unknown[] }) => data.length;

/** What staff ask of all orders, answered from the read model of orders alone: it has names and payments, so nobody else is asked. */
@Controller({ path: 'orders', version: '1' })
@Roles('operator')
export class OrderSearchHttpController {
  constructor(private readonly requests: Requests) {}

  @Get('search')
  @Conditional('private')
  @Operation({
    summary: 'Find orders of all customers',
    description:
      'Orders that match everything that is given, page by page, from a copy that is made for searching and is some seconds behind: read the order itself to see what it is now. 503 with `Retry-After` while the copy cannot be searched.',
    sends: [SearchOrders],
    replies: { 200: FoundOrderPage },
  })
  @WideEventField('cleave.rows', rows)
  async search(
    @Query({ schema: OrderSearchQuery }) query: OrderSearchQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const found = await this.requests.ask(new SearchOrders(query), caller);
    linkNext(reply, '/v1/orders/search', query, found.page);
    return found;
  }

  @Get('totals')
  @Conditional('private')
  @Operation({
    summary: 'Numbers and sums of orders by day, status and currency',
    description:
      'Of the orders of all customers that were placed in the period, by their status now. From the same copy as the search.',
    sends: [OrderTotals],
    replies: { 200: OrderTotalList },
  })
  @WideEventField('cleave.rows', rows)
  async totals(@Query({ schema: OrderTotalsQuery }) query: OrderTotalsQuery, @Caller() caller: Caller) {
    const { totals } = await this.requests.ask(new OrderTotals(query), caller);
    return { data: totals };
  }
}
