import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { stream, UnitOfWork } from '#libs/messaging';
import { HelpSaga } from '#shared/contracts/orders';
import { checkoutStream } from '../data/checkout.stream.js';
import { orderStream } from '../data/order.stream.js';
import { help } from '../domain/help.js';

@CommandHandler(HelpSaga)
export class HelpSagaHandler implements ICommandHandler<HelpSaga> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: HelpSaga) {
    return this.work
      .on({ order: stream(orderStream, command.id), journal: stream(checkoutStream, command.id) })
      .decide((desk, item) => help(command, desk, item));
  }
}
