import { Controller, Get, Param } from '@nestjs/common';
import { ListMessages } from '#shared/contracts/notifications';
import { GetOrder } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { SignedIn } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { MessageList } from './orders.schemas.js';

@Controller('v1/orders/:id/messages')
export class OrderMessagesHttpController {
  constructor(private readonly requests: Requests) {}

  @Get()
  @SignedIn()
  @Operation({ summary: 'The e-mails of an order', sends: [ListMessages, GetOrder], replies: { 200: MessageList } })
  async list(@Param('id', { schema: Id }) orderId: string, @Caller() caller: Caller) {
    const messages = await this.requests.ask(new ListMessages({ orderId }), caller);
    // Nothing there: an order without e-mails so far, or one that does not exist for the caller? Orders knows.
    if (messages.data.length === 0) await this.requests.ask(new GetOrder({ id: orderId }), caller);
    return messages;
  }
}
