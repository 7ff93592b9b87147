import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { stream, UnitOfWork } from '#libs/messaging';
import { checkoutStream } from '../data/checkout.stream.js';
import { orderStream } from '../data/order.stream.js';
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
    return this.work
      .on({ order: stream(orderStream, orderId), journal: stream(checkoutStream, orderId) })
      .decide((progress, item) => advance(fact, progress, item));
  }
}
