import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import type { ReplyOf } from '#libs/messaging/contract';
import { GetProductNames } from '#shared/contracts/inventory';
import { Product } from '../data/product.entity.js';

@QueryHandler(GetProductNames)
export class GetProductNamesHandler implements IQueryHandler<GetProductNames> {
  constructor(@InjectRepository(Product) private readonly products: Repository<Product>) {}

  async execute({ productIds }: GetProductNames): Promise<ReplyOf<GetProductNames>> {
    const products = await this.products.find({ select: { id: true, name: true }, where: { id: In(productIds) } });
    return { names: products.map(({ id, name }) => ({ productId: id, name })) };
  }
}
