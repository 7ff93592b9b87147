import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adds, many, one, UnitOfWork } from '#libs/messaging';
import { ReleaseStock } from '#shared/contracts/inventory';
import { Reservation } from '../data/reservation.entity.js';
import { StockItem } from '../data/stock-item.entity.js';
import { StockMovement } from '../data/stock-movement.entity.js';
import { release } from '../domain/release.js';
import { productsOf } from '../domain/lines.js';

@CommandHandler(ReleaseStock)
export class ReleaseStockHandler implements ICommandHandler<ReleaseStock> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: ReleaseStock) {
    return this.work
      .on({
        held: one(Reservation, command.orderId),
        shelf: many(StockItem, productsOf(command)),
        ledger: adds(StockMovement),
      })
      .decide((stock, item) => release(command, stock, item));
  }
}
