import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UnitOfWork } from '#libs/messaging';
import type { StockReturned } from '#shared/contracts/inventory';
import type { RefundFailed, RefundMade } from '#shared/contracts/payments';
import { returnOf } from '../data/progress-of.js';
import { advanceRefund } from '../domain/refunds/advance-refund.js';
import type { RefundTimer } from '../messages.js';

export type RefundFact = RefundMade | RefundFailed | StockReturned | RefundTimer;

/** A fact that a refund of an order waits for. Created by the saga in this process; not a contract. */
export class AdvanceRefund {
  constructor(readonly fact: RefundFact) {}
}

@CommandHandler(AdvanceRefund)
export class AdvanceRefundHandler implements ICommandHandler<AdvanceRefund> {
  constructor(private readonly work: UnitOfWork) {}

  execute({ fact }: AdvanceRefund) {
    const refundId = 'returnId' in fact ? fact.returnId : fact.refundId;
    return this.work.on(returnOf(fact.orderId, refundId)).decide((desk, item) => advanceRefund(fact, desk, item));
  }
}
