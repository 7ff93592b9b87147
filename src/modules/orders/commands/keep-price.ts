import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { ProductChanged } from '#shared/contracts/inventory';
import { PriceCopy } from '../data/price-copy.entity.js';
import { keepPrice } from '../domain/keep-price.js';

/** Updates the local copy of a product's price. */
@EventsHandler(ProductChanged)
export class KeepPrice implements IEventHandler<ProductChanged> {
  constructor(private readonly work: UnitOfWork) {}

  handle(event: ProductChanged) {
    return this.work.on({ copy: one(PriceCopy, event.productId) }).decide(({ copy }) => keepPrice(event, copy));
  }
}
