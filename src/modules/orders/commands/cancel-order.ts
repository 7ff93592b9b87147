import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { newId, UnitOfWork } from '#libs/messaging';
import { CancelOrder } from '#shared/contracts/orders';
import { progressOf, returnOf } from '../data/progress-of.js';
import { cancel } from '../domain/cancel.js';

@CommandHandler(CancelOrder)
export class CancelOrderHandler implements ICommandHandler<CancelOrder> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: CancelOrder) {
    return this.work
      .on({ ...progressOf(command.id), ...returnOf(command.id, newId()) })
      .decide((desk, item) => cancel(command, desk, item));
  }
}
