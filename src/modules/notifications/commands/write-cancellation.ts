import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { OrderCancelled } from '#shared/contracts/orders';
import { orderCancelled } from '../templates/order-cancelled.js';
import { letterOf } from '../templates/template.js';
import { Writer } from './writer.js';

@EventsHandler(OrderCancelled)
export class WriteCancellation implements IEventHandler<OrderCancelled> {
  constructor(private readonly writer: Writer) {}

  handle(event: OrderCancelled) {
    return this.writer.write(letterOf(orderCancelled, event));
  }
}
