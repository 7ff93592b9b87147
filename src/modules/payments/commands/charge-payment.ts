import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { ChargePayment } from '#shared/contracts/payments';
import { Payment } from '../data/payment.entity.js';
import { charge } from '../domain/charge.js';

@CommandHandler(ChargePayment)
export class ChargePaymentHandler implements ICommandHandler<ChargePayment> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: ChargePayment) {
    return this.work.on({ payment: one(Payment, command.orderId) }).decide((till, item) => charge(command, till, item));
  }
}
