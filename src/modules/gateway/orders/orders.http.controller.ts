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
import { NewOrder, Order, OrderPage, PlacedOrder } from './orders.schemas.js';
import { PlacedOrders } from './placed-orders.js';

@Controller({ path: 'orders', version: '1' })
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
    sends: [PlaceOrder],
    tries: [AwaitOrder],
    replies: { 202: PlacedOrder, 200: Order },
    keyRequired: true,
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
  @Operation({ summary: 'One of my orders', sends: [GetOrder], replies: { 200: Order } })
  async show(@Param('id', { schema: Id }) id: string, @Caller() caller: Caller) {
    const { userId: _, ...order } = await this.requests.ask(new GetOrder({ id }), caller);
    return order;
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
