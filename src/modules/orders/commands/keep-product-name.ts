import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { ProductChanged } from '#shared/contracts/inventory';
import { ProductName } from '../data/product-name.entity.js';
import { keepProductName } from '../domain/keep-names.js';

/** Updates the local copy of a product's name, by which its orders are found. */
@EventsHandler(ProductChanged)
export class KeepProductName implements IEventHandler<ProductChanged> {
  constructor(private readonly work: UnitOfWork) {}

  handle(event: ProductChanged) {
    return this.work.on({ copy: one(ProductName, event.productId) }).decide(({ copy }) => keepProductName(event, copy));
  }
}
