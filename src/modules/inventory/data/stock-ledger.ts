import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { And, LessThan, MoreThanOrEqual, type Repository } from 'typeorm';
import { StockMovement } from './stock-movement.entity.js';

/** What a page looks at: some 50 ms of reading. */
export const MOST_LOOKED_AT = 100_000;
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

interface Found {
  readonly movements: StockMovement[];
  /** Where looking has ended before the first movement of all; undefined: there are no older ones. */
  readonly end: string | undefined;
}

/**
 * The ledger of stock, the latest movements first. It has no index by product, which would cost every line of every order two entries of
 * 7 µs each (measured, 1,000 products). Ids grow with time, so it is read backwards by its key, so many movements for a page.
 */
@Injectable()
export class StockLedger {
  constructor(@InjectRepository(StockMovement) private readonly movements: Repository<StockMovement>) {}

  /** Movements of the product before this id, at most `limit`, among the `mostLookedAt` of all products before it. */
  async before(id: string | undefined, productId: string, limit: number, mostLookedAt: number): Promise<Found> {
    const start = LessThan(id ?? AFTER_ALL);
    const order = { id: 'DESC' } as const;
    const [last] = await this.movements.find({
      select: { id: true },
      where: { id: start },
      order,
      skip: mostLookedAt - 1,
      take: 1,
    });
    const within = last ? And(start, MoreThanOrEqual(last.id)) : start;
    const movements = await this.movements.find({ where: { id: within, productId }, order, take: limit });
    return { movements, end: last?.id };
  }
}
