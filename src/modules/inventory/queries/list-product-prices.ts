import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { z } from 'zod';
import { caller } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { paged, startOf } from '#libs/messaging/paging';
import { ListProductPrices } from '#shared/contracts/inventory';
import { isStaff } from '#shared/kernel';
import { PriceHistory } from '../data/price-history.js';
import { priceEntry } from '../domain/product-price.js';

/** A revision is an integer of the database: a larger one would be an error there. */
const Revision = z.int32().min(1);

@QueryHandler(ListProductPrices)
export class ListProductPricesHandler implements IQueryHandler<ListProductPrices> {
  constructor(private readonly history: PriceHistory) {}

  async execute({ productId, cursor, limit }: ListProductPrices): Promise<ReplyOf<ListProductPrices>> {
    if (!isStaff(caller())) throw refuse(ListProductPrices, 'inventory.staff-only');
    const last = startOf(cursor, Revision, () => refuse(ListProductPrices, 'inventory.bad-cursor'));
    const entries = await this.history.before(last, productId, limit + 1);
    if (!entries.length && last === undefined)
      throw refuse(ListProductPrices, 'inventory.unknown-product', { productId });
    const { data, page } = paged(entries, limit, ({ revision }) => revision);
    return { data: data.map(priceEntry), page };
  }
}
