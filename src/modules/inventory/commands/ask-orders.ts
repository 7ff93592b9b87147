import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { peek, UnitOfWork } from '#libs/messaging';
import { Reservation } from '../data/reservation.entity.js';
import { askOrders } from '../domain/ask-orders.js';
import { AskOrders } from '../messages.js';

@CommandHandler(AskOrders)
export class AskOrdersHandler implements ICommandHandler<AskOrders> {
  constructor(private readonly work: UnitOfWork) {}

  execute({ orderIds }: AskOrders) {
    return this.work
      .on({ reservations: peek(Reservation, orderIds) })
      .decide(({ reservations }) => askOrders(reservations));
  }
}
