import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { stream, UnitOfWork } from '#libs/messaging';
import { CancelOrder } from '#shared/contracts/orders';
import { checkoutStream } from '../data/checkout.stream.js';
import { orderStream } from '../data/order.stream.js';
import { cancel } from '../domain/cancel.js';

@CommandHandler(CancelOrder)
export class CancelOrderHandler implements ICommandHandler<CancelOrder> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: CancelOrder) {
    return this.work
      .on({ order: stream(orderStream, command.id), journal: stream(checkoutStream, command.id) })
      .decide((desk, item) => cancel(command, desk, item));
  }
}
