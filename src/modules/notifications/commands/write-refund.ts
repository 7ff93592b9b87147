import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { OrderRefunded } from '#shared/contracts/orders';
import { topicOfRefund } from '../domain/message.js';
import { orderRefunded } from '../templates/order-refunded.js';
import { letterOf } from '../templates/template.js';
import { Writer } from './writer.js';

@EventsHandler(OrderRefunded)
export class WriteRefund implements IEventHandler<OrderRefunded> {
  constructor(private readonly writer: Writer) {}

  handle(event: OrderRefunded) {
    return this.writer.write(letterOf(orderRefunded, event, topicOfRefund(event.refundId)));
  }
}
