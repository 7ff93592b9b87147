import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { Bus } from '#libs/messaging';
import { GetPrices } from '#shared/contracts/inventory';
import type { Price } from '../domain/prices.js';
import { PriceCopy } from './price-copy.entity.js';

const MOST_REMEMBERED = 50_000;

/** Finds out which products have no price here yet. A copy is never removed, so what was seen once needs no second look. */
@Injectable()
export class PriceList {
  private readonly seen = new Set<string>();

  constructor(
    @InjectRepository(PriceCopy) private readonly copies: Repository<PriceCopy>,
    private readonly bus: Bus,
  ) {}

  /** Asks inventory, once, for the prices of those products that have no copy here; usually there are none. */
  async askForMissing(products: readonly string[]): Promise<readonly Price[]> {
    const unseen = [...new Set(products)].filter((id) => !this.seen.has(id));
    if (!unseen.length) return [];
    const kept = new Set((await this.copies.findBy({ productId: In(unseen) })).map(({ productId }) => productId));
    this.remember(kept);
    const missing = unseen.filter((id) => !kept.has(id));
    if (!missing.length) return [];
    return (await this.bus.request(new GetPrices({ productIds: missing }))).prices;
  }

  private remember(ids: Iterable<string>): void {
    if (this.seen.size > MOST_REMEMBERED) this.seen.clear();
    for (const id of ids) this.seen.add(id);
  }
}
