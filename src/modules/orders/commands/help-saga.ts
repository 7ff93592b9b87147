import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UnitOfWork } from '#libs/messaging';
import { HelpSaga } from '#shared/contracts/orders';
import { progressOf } from '../data/progress-of.js';
import { help } from '../domain/help.js';

@CommandHandler(HelpSaga)
export class HelpSagaHandler implements ICommandHandler<HelpSaga> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: HelpSaga) {
    return this.work.on(progressOf(command.id)).decide((desk, item) => help(command, desk, item));
  }
}
