import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { wideEvent } from '#libs/telemetry/nest-otel';
import { PlaceOrder } from '#shared/contracts/orders';
import type { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { FinalOrder } from './final-order.js';
import type { NewOrder } from './orders.schemas.js';

/** Places an order, and answers the same in every version of the route. */
@Injectable()
export class PlacedOrders {
  constructor(
    private readonly requests: Requests,
    private readonly finalOrder: FinalOrder,
  ) {}

  /**
   * @param seconds  how long to wait for the final order
   * @param path     under which the order is found
   */
  async place(body: NewOrder, caller: Caller, seconds: number, path: string, reply: FastifyReply) {
    const until = performance.now() + seconds * 1_000;
    const placed = await this.requests.once(new PlaceOrder(body), caller);
    wideEvent?.set('cleave.order.id', placed.id);
    reply.header('location', `${path}/${placed.id}`);
    const order = seconds > 0 ? await this.finalOrder.by(until, placed.id, caller) : undefined;
    if (!order) return placed;
    reply.status(200).header('preference-applied', `wait=${seconds}`);
    return order;
  }
}
