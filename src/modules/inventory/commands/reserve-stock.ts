import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adds, bornAt, many, one, UnitOfWork } from '#libs/messaging';
import { ReserveStock } from '#shared/contracts/inventory';
import { Reservation } from '../data/reservation.entity.js';
import { ReservationWatch } from '../data/reservation-watch.entity.js';
import { StockItem } from '../data/stock-item.entity.js';
import { StockMovement } from '../data/stock-movement.entity.js';
import { productsOf } from '../domain/lines.js';
import { reserve } from '../domain/reserve.js';
import { watched } from '../domain/watched.js';

@CommandHandler(ReserveStock)
export class ReserveStockHandler implements ICommandHandler<ReserveStock> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: ReserveStock) {
    return this.work
      .on({
        held: one(Reservation, command.orderId),
        shelf: many(StockItem, productsOf(command)),
        ledger: adds(StockMovement),
        watch: adds(ReservationWatch),
      })
      .decide((stock, item) => watched(reserve(command, stock, item), bornAt(command.orderId), item));
  }
}
