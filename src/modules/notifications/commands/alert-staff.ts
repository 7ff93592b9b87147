import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { StockLow } from '#shared/contracts/inventory';
import { StockAlert } from '../data/stock-alert.entity.js';
import { alertStaff } from '../domain/alert-staff.js';
import { Staff } from '../ports/staff.js';

/** Where no staff is named, nothing is written. */
@EventsHandler(StockLow)
export class AlertStaff implements IEventHandler<StockLow> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly staff: Staff,
  ) {}

  handle(event: StockLow) {
    if (!this.staff.addresses.length) return this.work.on({}).decide(() => ({}));
    return this.work
      .on({ alert: one(StockAlert, event.productId) })
      .decide(({ alert }, item) => alertStaff(event, alert, item));
  }
}
