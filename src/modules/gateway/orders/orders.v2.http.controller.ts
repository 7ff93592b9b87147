import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GetProductNames } from '#shared/contracts/inventory';
import { ListMessages } from '#shared/contracts/notifications';
import { AwaitOrder, GetOrder, ListOrders, PlaceOrder } from '#shared/contracts/orders';
import { GetPaymentOfOrder, ListPayments } from '#shared/contracts/payments';
import { GetUser } from '#shared/contracts/users';
import { Id } from '#shared/kernel';
import { SignedIn } from '../auth/access.js';
import { Conditional } from '../http/conditional.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { linkNext } from '../requests/link-next.js';
import { PreferredWait } from '../requests/prefer-wait.js';
import { OrderPages } from './order-pages.js';
import { OrderListQuery } from './order-search.schemas.js';
import { NewOrder, Order, PlacedOrder } from './orders.schemas.js';
import { OrderDetails, OrderSummaryPage } from './orders.v2.schemas.js';
import { PlacedOrders } from './placed-orders.js';

/** Orders composed from every context that knows something of them; version 1 shows what orders alone knows. */
@Controller({ path: 'orders', version: '2' })
export class OrdersV2HttpController {
  constructor(
    private readonly placedOrders: PlacedOrders,
    private readonly pages: OrderPages,
  ) {}

  @Post()
  @HttpCode(202)
  @SignedIn()
  @Operation({
    summary: 'Place an order',
    description:
      'Accepts the order and answers 202 at once; the checkout goes on by itself: stock is reserved, the payment captured. With `Prefer: wait=N` the answer is the final order as 200, when it is final in time. Prices are those of this moment. Repeat the request with the same `Idempotency-Key` whenever its outcome is not known: the order is placed once.',
    sends: [PlaceOrder],
    tries: [AwaitOrder],
    replies: { 202: PlacedOrder, 200: Order },
    keyRequired: true,
    headers: { 202: ['Location'], 200: ['Location'] },
    mayWait: true,
  })
  place(
    @Body({ schema: NewOrder }) body: NewOrder,
    @Caller() caller: Caller,
    @PreferredWait() seconds: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.placedOrders.place(body, caller, seconds, '/v2/orders', reply);
  }

  @Get(':id')
  @SignedIn()
  @Conditional('private')
  @Operation({
    summary: 'One of my orders, with customer, product names, payment and e-mails',
    description:
      'The order and what the other contexts know of it, asked side by side. A part that does not come in time is null, and `degraded` names it with the error code; when all is there, it is empty. A part that is null and not named does not exist.',
    sends: [GetOrder],
    tries: [GetUser, GetProductNames, GetPaymentOfOrder, ListMessages],
    replies: { 200: OrderDetails },
  })
  show(@Param('id', { schema: Id.describe('The id of the order.') }) id: string, @Caller() caller: Caller) {
    return this.pages.one(id, caller);
  }

  @Get()
  @SignedIn()
  @Conditional('private')
  @Operation({
    summary: 'My orders, with product names and the state of their payments',
    description:
      'The orders of the caller, the newest first, page by page. Without a filter they are complete; with one they are found in a copy that is some seconds behind, and shown as they are now. Names and payments are asked for the whole page; what does not come in time is null and named in `degraded`, also when only some of it is missing.',
    sends: [ListOrders],
    tries: [GetProductNames, ListPayments],
    replies: { 200: OrderSummaryPage },
  })
  async list(
    @Query({ schema: OrderListQuery }) query: OrderListQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const orders = await this.pages.list(query, caller);
    linkNext(reply, '/v2/orders', query, orders.page);
    return orders;
  }
}
