import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adds, one, UnitOfWork } from '#libs/messaging';
import { ProviderBacklog } from '../backlog/provider-backlog.js';
import { PaymentAttempt } from '../data/payment-attempt.entity.js';
import { Payment } from '../data/payment.entity.js';
import { record } from '../domain/record.js';
import { RecordOutcome } from '../messages.js';

@CommandHandler(RecordOutcome)
export class RecordOutcomeHandler implements ICommandHandler<RecordOutcome> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly backlog: ProviderBacklog,
  ) {}

  execute(command: RecordOutcome) {
    if (isAnswerToCharge(command)) this.backlog.pace.ended();
    return this.work
      .on({ payment: one(Payment, command.orderId), attempts: adds(PaymentAttempt) })
      .decide((till, item) => record(command, till, item));
  }
}

/** An event has an amount, and is told beside the answer. */
const isAnswerToCharge = ({ outcome: { kind }, amount }: RecordOutcome): boolean =>
  !amount && (kind === 'captured' || kind === 'declined');
