import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UnitOfWork } from '#libs/messaging';
import { HelpSaga } from '#shared/contracts/orders';
import { History } from '../data/history.js';
import { progressOf, returnOf } from '../data/progress-of.js';
import { help, helpRefund } from '../domain/help.js';

@CommandHandler(HelpSaga)
export class HelpSagaHandler implements ICommandHandler<HelpSaga> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly history: History,
  ) {}

  async execute(command: HelpSaga) {
    const { id } = command;
    const refunded = await this.history.orderOfRefund(id);
    if (refunded) return this.work.on(returnOf(refunded, id)).decide((desk, item) => helpRefund(command, desk, item));
    return this.work.on(progressOf(id)).decide((desk, item) => help(command, desk, item));
  }
}
