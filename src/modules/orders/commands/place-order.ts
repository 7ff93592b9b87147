import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { newId, newStream, peek, UnitOfWork } from '#libs/messaging';
import { PlaceOrder } from '#shared/contracts/orders';
import { checkoutStream } from '../data/checkout.stream.js';
import { orderStream } from '../data/order.stream.js';
import { PriceCopy } from '../data/price-copy.entity.js';
import { PriceList } from '../data/price-list.js';
import { place } from '../domain/place.js';

@CommandHandler(PlaceOrder)
export class PlaceOrderHandler implements ICommandHandler<PlaceOrder> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly prices: PriceList,
  ) {}

  async execute(command: PlaceOrder) {
    const products = command.lines.map(({ productId }) => productId);
    const quotes = await this.prices.askForMissing(products);
    const id = newId();
    return this.work
      .on({
        copies: peek(PriceCopy, products),
        order: newStream(orderStream, id),
        journal: newStream(checkoutStream, id),
      })
      .decide((desk, item) => place(command, desk, quotes, item));
  }
}
