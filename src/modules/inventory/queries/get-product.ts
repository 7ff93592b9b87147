import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { GetProduct } from '#shared/contracts/inventory';
import { Catalogue } from '../data/catalogue.js';

@QueryHandler(GetProduct)
export class GetProductHandler implements IQueryHandler<GetProduct> {
  constructor(private readonly catalogue: Catalogue) {}

  async execute({ id }: GetProduct): Promise<ReplyOf<GetProduct>> {
    const product = await this.catalogue.find(id);
    if (!product) throw refuse(GetProduct, 'inventory.unknown-product', { id });
    return product;
  }
}
