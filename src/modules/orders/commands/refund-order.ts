import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { newId, UnitOfWork } from '#libs/messaging';
import { RefundOrder } from '#shared/contracts/orders';
import { returnOf } from '../data/progress-of.js';
import { refundOrder } from '../domain/refunds/refund-order.js';

@CommandHandler(RefundOrder)
export class RefundOrderHandler implements ICommandHandler<RefundOrder> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: RefundOrder) {
    return this.work.on(returnOf(command.id, newId())).decide((desk, item) => refundOrder(command, desk, item));
  }
}
