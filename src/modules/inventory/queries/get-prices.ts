import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import type { ReplyOf } from '#libs/messaging/contract';
import { GetPrices } from '#shared/contracts/inventory';
import { Product } from '../data/product.entity.js';
import { priceOf } from '../domain/product.js';

@QueryHandler(GetPrices)
export class GetPricesHandler implements IQueryHandler<GetPrices> {
  constructor(@InjectRepository(Product) private readonly products: Repository<Product>) {}

  async execute({ productIds }: GetPrices): Promise<ReplyOf<GetPrices>> {
    const products = await this.products.findBy({ id: In(productIds) });
    return {
      prices: products.map((product) => ({
        productId: product.id,
        price: priceOf(product),
        version: product.revision,
      })),
    };
  }
}
