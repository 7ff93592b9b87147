import { Controller, Get, Param } from '@nestjs/common';
import { OrderHistory } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { SignedIn } from '../auth/access.js';
import { Conditional } from '../http/conditional.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { History } from './order-history.schemas.js';

@Controller({ path: 'orders/:id/history', version: ['1', '2'] })
export class OrderHistoryHttpController {
  constructor(private readonly requests: Requests) {}

  @Get()
  @SignedIn()
  @Conditional('private')
  @Operation({
    summary: 'What has happened to an order',
    description:
      'In the order of time, in words and facts, for the customer: without the messages, attempts and operators behind it. There will be more kinds: show one that you do not know by its words.',
    sends: [OrderHistory],
    replies: { 200: History },
  })
  async show(@Param('id', { schema: Id.describe('The id of the order.') }) id: string, @Caller() caller: Caller) {
    const { entries } = await this.requests.ask(new OrderHistory({ id }), caller);
    return { data: entries };
  }
}
