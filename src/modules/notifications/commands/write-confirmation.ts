import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { OrderConfirmed } from '#shared/contracts/orders';
import { orderConfirmed } from '../templates/order-confirmed.js';
import { letterOf } from '../templates/template.js';
import { Writer } from './writer.js';

@EventsHandler(OrderConfirmed)
export class WriteConfirmation implements IEventHandler<OrderConfirmed> {
  constructor(private readonly writer: Writer) {}

  handle(event: OrderConfirmed) {
    return this.writer.write(letterOf(orderConfirmed, event));
  }
}
