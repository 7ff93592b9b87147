import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adds, many, one, UnitOfWork } from '#libs/messaging';
import { CommitStock } from '#shared/contracts/inventory';
import { Reservation } from '../data/reservation.entity.js';
import { StockItem } from '../data/stock-item.entity.js';
import { StockMovement } from '../data/stock-movement.entity.js';
import { commit } from '../domain/commit.js';
import { productsOf } from '../domain/lines.js';

@CommandHandler(CommitStock)
export class CommitStockHandler implements ICommandHandler<CommitStock> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: CommitStock) {
    return this.work
      .on({
        held: one(Reservation, command.orderId),
        shelf: many(StockItem, productsOf(command)),
        ledger: adds(StockMovement),
      })
      .decide((stock, item) => commit(command, stock, item));
  }
}
