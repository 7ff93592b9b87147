import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UnitOfWork } from '#libs/messaging';
import { progressOf } from '../data/progress-of.js';
import { advance } from '../domain/advance.js';

/** A fact that the checkout of an order waits for. Created by the saga in this process; not a contract. */
export class AdvanceCheckout {
  constructor(
    readonly orderId: string,
    readonly fact: object,
  ) {}
}

@CommandHandler(AdvanceCheckout)
export class AdvanceCheckoutHandler implements ICommandHandler<AdvanceCheckout> {
  constructor(private readonly work: UnitOfWork) {}

  execute({ orderId, fact }: AdvanceCheckout) {
    return this.work.on(progressOf(orderId)).decide((progress, item) => advance(fact, progress, item));
  }
}
