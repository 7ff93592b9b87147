import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { UnitOfWork } from '#libs/messaging';
import { StockOverdue } from '#shared/contracts/inventory';
import { progressOf } from '../data/progress-of.js';
import { answerOverdue } from '../domain/answer-overdue.js';

/** Says what becomes of stock that inventory holds for too long. */
@EventsHandler(StockOverdue)
export class AnswerOverdueStock implements IEventHandler<StockOverdue> {
  constructor(private readonly work: UnitOfWork) {}

  handle(event: StockOverdue) {
    return this.work.on(progressOf(event.orderId)).decide((progress) => answerOverdue(event, progress));
  }
}
