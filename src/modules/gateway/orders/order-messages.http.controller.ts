import { Controller, Get, Param } from '@nestjs/common';
import { ListMessages } from '#shared/contracts/notifications';
import { GetOrder } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { SignedIn } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { MessageList } from './orders.schemas.js';

@Controller({ path: 'orders/:id/messages', version: ['1', '2'] })
export class OrderMessagesHttpController {
  constructor(private readonly requests: Requests) {}

  @Get()
  @SignedIn()
  @Operation({
    summary: 'The e-mails of an order',
    description:
      'What was written to the customer about this order: at most one message for each of its ends, and one for each refund. There will be more kinds: leave out, or show by its subject, one that you do not know. Where e-mails are sent, `delivery` says how far that is.',
    sends: [ListMessages, GetOrder],
    replies: { 200: MessageList },
  })
  async list(@Param('id', { schema: Id.describe('The id of the order.') }) orderId: string, @Caller() caller: Caller) {
    const messages = await this.requests.ask(new ListMessages({ orderId }), caller);
    // Without e-mails, orders is asked whether the order exists and belongs to the caller; if not, it refuses with 404.
    if (messages.data.length === 0) await this.requests.ask(new GetOrder({ id: orderId }), caller);
    return messages;
  }
}
