import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AwaitOrder, GetOrder, ListOrders, PlaceOrder } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { SignedIn } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { linkNext } from '../requests/link-next.js';
import { PreferredWait } from '../requests/prefer-wait.js';
import { Requests } from '../requests/requests.js';
import { PageQuery } from '../requests/schemas.js';
import { FinalOrder } from './final-order.js';
import { NewOrder, Order, OrderPage, PlacedOrder } from './orders.schemas.js';

@Controller({ path: 'orders', version: '1' })
export class OrdersHttpController {
  constructor(
    private readonly requests: Requests,
    private readonly finalOrder: FinalOrder,
  ) {}

  @Post()
  @HttpCode(202)
  @SignedIn()
  @Operation({
    summary: 'Place an order',
    sends: [PlaceOrder],
    tries: [AwaitOrder],
    replies: { 202: PlacedOrder, 200: Order },
    keyRequired: true,
    mayWait: true,
  })
  async place(
    @Body({ schema: NewOrder }) body: NewOrder,
    @Caller() caller: Caller,
    @PreferredWait() seconds: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const until = performance.now() + seconds * 1_000;
    const placed = await this.requests.once(new PlaceOrder(body), caller);
    reply.header('location', `/v1/orders/${placed.id}`);
    const order = seconds > 0 ? await this.finalOrder.by(until, placed.id, caller) : undefined;
    if (!order) return placed;
    reply.status(200).header('preference-applied', `wait=${seconds}`);
    return order;
  }

  @Get(':id')
  @SignedIn()
  @Operation({ summary: 'One of my orders', sends: [GetOrder], replies: { 200: Order } })
  show(@Param('id', { schema: Id }) id: string, @Caller() caller: Caller) {
    return this.requests.ask(new GetOrder({ id }), caller);
  }

  @Get()
  @SignedIn()
  @Operation({ summary: 'My orders', sends: [ListOrders], replies: { 200: OrderPage } })
  async list(
    @Query({ schema: PageQuery }) query: PageQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const orders = await this.requests.ask(new ListOrders(query), caller);
    linkNext(reply, '/v1/orders', query, orders.page);
    return orders;
  }
}
