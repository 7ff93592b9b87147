import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { StockAlert } from '../data/stock-alert.entity.js';
import { recordAlert } from '../domain/record-alert.js';
import { RecordStockAlert } from '../messages.js';

@CommandHandler(RecordStockAlert)
export class RecordStockAlertHandler implements ICommandHandler<RecordStockAlert> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: RecordStockAlert) {
    return this.work
      .on({ alert: one(StockAlert, command.productId) })
      .decide(({ alert }, item) => recordAlert(command, alert, item));
  }
}
