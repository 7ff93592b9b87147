import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { Payment } from '../data/payment.entity.js';
import { record } from '../domain/record.js';
import { RecordOutcome } from '../messages.js';

@CommandHandler(RecordOutcome)
export class RecordOutcomeHandler implements ICommandHandler<RecordOutcome> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: RecordOutcome) {
    return this.work.on({ payment: one(Payment, command.orderId) }).decide((till, item) => record(command, till, item));
  }
}
