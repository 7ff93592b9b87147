import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adds, one, UnitOfWork } from '#libs/messaging';
import { ChangeProduct } from '#shared/contracts/inventory';
import { Product } from '../data/product.entity.js';
import { ProductPrice } from '../data/product-price.entity.js';
import { StockItem } from '../data/stock-item.entity.js';
import { changeProduct } from '../domain/change-product.js';

@CommandHandler(ChangeProduct)
export class ChangeProductHandler implements ICommandHandler<ChangeProduct> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: ChangeProduct) {
    return this.work
      .on({ product: one(Product, command.id), prices: adds(ProductPrice), shelf: one(StockItem, command.id) })
      .decide((known, item) => changeProduct(command, known, item));
  }
}
