import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { MakeRefund } from '#shared/contracts/payments';
import { Payment } from '../data/payment.entity.js';
import { Refund } from '../data/refund.entity.js';
import { makeRefund } from '../domain/make-refund.js';

@CommandHandler(MakeRefund)
export class MakeRefundHandler implements ICommandHandler<MakeRefund> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: MakeRefund) {
    return this.work
      .on({ payment: one(Payment, command.orderId), refund: one(Refund, command.refundId) })
      .decide((till, item) => makeRefund(command, till, item));
  }
}
