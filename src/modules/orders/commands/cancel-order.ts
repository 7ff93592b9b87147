import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UnitOfWork } from '#libs/messaging';
import { CancelOrder } from '#shared/contracts/orders';
import { progressOf } from '../data/progress-of.js';
import { cancel } from '../domain/cancel.js';

@CommandHandler(CancelOrder)
export class CancelOrderHandler implements ICommandHandler<CancelOrder> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: CancelOrder) {
    return this.work.on(progressOf(command.id)).decide((desk, item) => cancel(command, desk, item));
  }
}
