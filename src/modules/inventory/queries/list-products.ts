import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { paged, startOf } from '#libs/messaging/paging';
import { ListProducts } from '#shared/contracts/inventory';
import { Id } from '#shared/kernel';
import { Catalogue } from '../data/catalogue.js';

@QueryHandler(ListProducts)
export class ListProductsHandler implements IQueryHandler<ListProducts> {
  constructor(private readonly catalogue: Catalogue) {}

  async execute({ cursor, limit }: ListProducts): Promise<ReplyOf<ListProducts>> {
    const last = startOf(cursor, Id, () => refuse(ListProducts, 'inventory.bad-cursor'));
    return paged(await this.catalogue.after(last, limit + 1), limit, ({ id }) => id);
  }
}
