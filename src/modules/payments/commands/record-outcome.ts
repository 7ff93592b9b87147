import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adds, one, UnitOfWork } from '#libs/messaging';
import { PaymentAttempt } from '../data/payment-attempt.entity.js';
import { Payment } from '../data/payment.entity.js';
import { record } from '../domain/record.js';
import { RecordOutcome } from '../messages.js';

@CommandHandler(RecordOutcome)
export class RecordOutcomeHandler implements ICommandHandler<RecordOutcome> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: RecordOutcome) {
    return this.work
      .on({ payment: one(Payment, command.orderId), attempts: adds(PaymentAttempt) })
      .decide((till, item) => record(command, till, item));
  }
}
