import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { Delivery } from '../data/delivery.entity.js';
import { keyOf } from '../domain/message.js';
import { recordDelivery } from '../domain/record-delivery.js';
import { RecordDelivery } from '../messages.js';

@CommandHandler(RecordDelivery)
export class RecordDeliveryHandler implements ICommandHandler<RecordDelivery> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: RecordDelivery) {
    return this.work
      .on({ delivery: one(Delivery, { ...keyOf(command) }) })
      .decide(({ delivery }, item) => recordDelivery(command, delivery, item));
  }
}
