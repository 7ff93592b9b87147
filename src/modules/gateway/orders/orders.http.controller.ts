import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { WideEventField } from '#libs/telemetry/nest-otel';
import { AwaitOrder, GetOrder, ListOrders, PlaceOrder } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { SignedIn } from '../auth/access.js';
import { Conditional } from '../http/conditional.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { linkNext } from '../requests/link-next.js';
import { PreferredWait } from '../requests/prefer-wait.js';
import { Requests } from '../requests/requests.js';
import { Deprecated } from '../versions/deprecated.js';
import { OrderListQuery } from './order-search.schemas.js';
import { NewOrder, OneOrder, Order, OrderPage, PlacedOrder } from './orders.schemas.js';
import { PlacedOrders } from './placed-orders.js';

/** What orders alone knows of an order, as it was shown before version 2. */
@Controller({ path: 'orders', version: '1' })
@Deprecated({ successor: 'v2', since: '2026-11-29', sunset: '2027-11-30' })
export class OrdersHttpController {
  constructor(
    private readonly requests: Requests,
    private readonly placedOrders: PlacedOrders,
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
    return this.placedOrders.place(body, caller, seconds, '/v1/orders', reply);
  }

  @Get(':id')
  @SignedIn()
  @Conditional('private')
  @Operation({
    summary: 'One of my orders',
    description:
      "The order as it stands: `pending` until it is final. Somebody else's order does not exist for the caller; operators see all.",
    sends: [GetOrder],
    replies: { 200: OneOrder },
  })
  async show(@Param('id', { schema: Id.describe('The id of the order.') }) id: string, @Caller() caller: Caller) {
    const { userId: _, ...order } = await this.requests.ask(new GetOrder({ id }), caller);
    return order;
  }

  @Get()
  @SignedIn()
  @Conditional('private')
  @Operation({
    summary: 'My orders',
    description:
      'The orders of the caller, the newest first, page by page. Without a filter they are complete. With one they are found in a copy that is some seconds behind, and shown as they are now.',
    sends: [ListOrders],
    replies: { 200: OrderPage },
  })
  @WideEventField('cleave.rows', ({ data }: { data: readonly unknown[] }) => data.length)
  async list(
    @Query({ schema: OrderListQuery }) query: OrderListQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const orders = await this.requests.ask(new ListOrders(query), caller);
    linkNext(reply, '/v1/orders', query, orders.page);
    return orders;
  }
}
