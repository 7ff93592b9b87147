import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { RefundPayment } from '#shared/contracts/payments';
import { Payment } from '../data/payment.entity.js';
import { undo } from '../domain/undo.js';

@CommandHandler(RefundPayment)
export class RefundPaymentHandler implements ICommandHandler<RefundPayment> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: RefundPayment) {
    return this.work.on({ payment: one(Payment, command.orderId) }).decide((till, item) => undo(command, till, item));
  }
}
