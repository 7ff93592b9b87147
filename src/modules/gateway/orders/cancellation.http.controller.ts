import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CancelOrder } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { SignedIn } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { Cancellation, CancellationWish } from './cancellation.schemas.js';

@Controller({ path: 'orders/:id/cancellation', version: ['1', '2'] })
export class CancellationHttpController {
  constructor(private readonly requests: Requests) {}

  @Post()
  @HttpCode(202)
  @SignedIn()
  @Operation({
    summary: 'Cancel an order',
    description:
      "200 when the order is `cancelled`, 202 while what is held for it is still being given back: stock and money. Cancelling twice is cancelling once. Before it is confirmed, an order is given up; a confirmed one is given back: it stays `confirmed` until its money is returned and its goods are on the shelf, and for good when the provider refuses. Which of the two came first is decided by the order alone. Customers cancel their own orders, operators anybody's.",
    sends: [CancelOrder],
    replies: { 200: Cancellation, 202: Cancellation },
  })
  async cancel(
    @Param('id', { schema: Id.describe('The id of the order.') }) id: string,
    @Body({ schema: CancellationWish }) { reason }: CancellationWish,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const cancellation = await this.requests.once(new CancelOrder({ id, reason }), caller);
    if (cancellation.status === 'cancelled') reply.status(200);
    return cancellation;
  }
}
