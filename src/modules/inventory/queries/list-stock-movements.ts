import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { caller } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { cursorAt, paged, startOf } from '#libs/messaging/paging';
import { ListStockMovements } from '#shared/contracts/inventory';
import { Id, isStaff } from '#shared/kernel';
import { Product } from '../data/product.entity.js';
import { MOST_LOOKED_AT, StockLedger } from '../data/stock-ledger.js';
import { ledgerEntry } from '../domain/stock-movement.js';

@QueryHandler(ListStockMovements)
export class ListStockMovementsHandler implements IQueryHandler<ListStockMovements> {
  constructor(
    private readonly ledger: StockLedger,
    @InjectRepository(Product) private readonly products: Repository<Product>,
  ) {}

  async execute({ productId, cursor, limit }: ListStockMovements): Promise<ReplyOf<ListStockMovements>> {
    if (!isStaff(caller())) throw refuse(ListStockMovements, 'inventory.staff-only');
    const start = startOf(cursor, Id, () => refuse(ListStockMovements, 'inventory.bad-cursor'));
    if (!(await this.products.existsBy({ id: productId })))
      throw refuse(ListStockMovements, 'inventory.unknown-product', { productId });
    const { movements, end } = await this.ledger.before(start, productId, limit + 1, MOST_LOOKED_AT);
    const { data, page } = paged(movements, limit, ({ id }) => id);
    const goesOn = page.hasMore || end === undefined ? page : { hasMore: true, next: cursorAt(end) };
    return { data: data.map(ledgerEntry), page: goesOn };
  }
}
