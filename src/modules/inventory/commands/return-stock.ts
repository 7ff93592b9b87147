import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adds, many, one, UnitOfWork } from '#libs/messaging';
import { ReturnStock } from '#shared/contracts/inventory';
import { Reservation } from '../data/reservation.entity.js';
import { StockItem } from '../data/stock-item.entity.js';
import { StockReturn } from '../data/stock-return.entity.js';
import { StockMovement } from '../data/stock-movement.entity.js';
import { productsOf } from '../domain/lines.js';
import { restock } from '../domain/restock.js';

@CommandHandler(ReturnStock)
export class ReturnStockHandler implements ICommandHandler<ReturnStock> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: ReturnStock) {
    return this.work
      .on({
        held: one(Reservation, command.orderId),
        known: one(StockReturn, command.returnId),
        shelf: many(StockItem, productsOf(command)),
        ledger: adds(StockMovement),
      })
      .decide((stock, item) => restock(command, stock, item));
  }
}
