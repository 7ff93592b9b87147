import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { OrderConfirmed } from '#shared/contracts/orders';
import { Contact } from '../data/contact.entity.js';
import { Message } from '../data/message.entity.js';
import { confirmation } from '../domain/drafts.js';
import { write } from '../domain/write.js';

@EventsHandler(OrderConfirmed)
export class WriteConfirmation implements IEventHandler<OrderConfirmed> {
  constructor(private readonly work: UnitOfWork) {}

  handle(event: OrderConfirmed) {
    const { orderId, userId } = event;
    return this.work
      .on({ contact: one(Contact, userId), message: one(Message, { orderId, kind: 'order-confirmed' }) })
      .decide((desk, item) => write(confirmation(event), desk, item));
  }
}
