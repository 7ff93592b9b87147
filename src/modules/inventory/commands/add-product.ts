import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { adds, one, UnitOfWork } from '#libs/messaging';
import { AddProduct } from '#shared/contracts/inventory';
import { Product } from '../data/product.entity.js';
import { ProductPrice } from '../data/product-price.entity.js';
import { StockItem } from '../data/stock-item.entity.js';
import { addProduct } from '../domain/add-product.js';

@CommandHandler(AddProduct)
export class AddProductHandler implements ICommandHandler<AddProduct> {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: AddProduct) {
    return this.work
      .on({ product: one(Product, { sku: command.sku }), prices: adds(ProductPrice), shelf: adds(StockItem) })
      .decide(({ product }, item) => addProduct(command, product, item));
  }
}
