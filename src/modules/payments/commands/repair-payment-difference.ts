import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { adds, one, UnitOfWork } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { DifferenceRow, findDifference, settled } from '#libs/reconciliation';
import { RepairPaymentDifference } from '#shared/contracts/payments';
import { PaymentAttempt } from '../data/payment-attempt.entity.js';
import { Payment } from '../data/payment.entity.js';
import { settle } from '../domain/reconciliation/settle.js';
import { PaymentProvider } from '../ports/payment-provider.js';

@CommandHandler(RepairPaymentDifference)
export class RepairPaymentDifferenceHandler implements ICommandHandler<RepairPaymentDifference> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly db: DataSource,
    private readonly provider: PaymentProvider,
  ) {}

  async execute(command: RepairPaymentDifference) {
    const { id } = command;
    const found = await findDifference(this.db, id);
    if (!found) throw refuse(RepairPaymentDifference, 'payments.no-such-difference', { id });
    const { orderId } = found;
    const [account] = await this.provider.accountsOf([orderId]);
    return this.work
      .on({ payment: one(Payment, orderId), attempts: adds(PaymentAttempt), row: one(DifferenceRow, id) })
      .decide((desk, item) => settle(command, account, desk, item, settled));
  }
}
