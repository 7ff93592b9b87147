import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { OrderCancelled } from '#shared/contracts/orders';
import { Contact } from '../data/contact.entity.js';
import { Message } from '../data/message.entity.js';
import { cancellation } from '../domain/drafts.js';
import { write } from '../domain/write.js';

@EventsHandler(OrderCancelled)
export class WriteCancellation implements IEventHandler<OrderCancelled> {
  constructor(private readonly work: UnitOfWork) {}

  handle(event: OrderCancelled) {
    const { orderId, userId } = event;
    return this.work
      .on({ contact: one(Contact, userId), message: one(Message, { orderId, kind: 'order-cancelled' }) })
      .decide((desk, item) => write(cancellation(event), desk, item));
  }
}
