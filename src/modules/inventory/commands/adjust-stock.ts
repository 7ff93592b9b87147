import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adds, one, UnitOfWork } from '#libs/messaging';
import { AdjustStock } from '#shared/contracts/inventory';
import { StockItem } from '../data/stock-item.entity.js';
import { StockMovement } from '../data/stock-movement.entity.js';
import { adjust } from '../domain/adjust.js';

@CommandHandler(AdjustStock)
export class AdjustStockHandler implements ICommandHandler<AdjustStock> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: AdjustStock) {
    return this.work
      .on({ shelf: one(StockItem, command.productId), ledger: adds(StockMovement) })
      .decide(({ shelf }, item) => adjust(command, shelf, item));
  }
}
