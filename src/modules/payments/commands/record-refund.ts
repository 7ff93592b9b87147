import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { Payment } from '../data/payment.entity.js';
import { Refund } from '../data/refund.entity.js';
import { recordRefund } from '../domain/record-refund.js';
import { RecordRefund } from '../messages.js';

@CommandHandler(RecordRefund)
export class RecordRefundHandler implements ICommandHandler<RecordRefund> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: RecordRefund) {
    return this.work
      .on({ payment: one(Payment, command.orderId), refund: one(Refund, command.refundId) })
      .decide((till, item) => recordRefund(command, till, item));
  }
}
