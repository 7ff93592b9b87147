import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { Bus } from '#libs/messaging';
import { GetPrices } from '#shared/contracts/inventory';
import type { Price } from '../domain/prices.js';
import { PriceCopy } from './price-copy.entity.js';

const MOST_REMEMBERED = 50_000;

/** Finds products without a local copy of their price. Copies are never removed, so a product that was found once is not looked up again. */
@Injectable()
export class PriceList {
  private readonly seen = new Set<string>();
  /** Look-ups in progress, shared by concurrent requests: a thousand orders for a new product cause one statement. */
  private readonly underWay = new Map<string, Promise<ReadonlyMap<string, Price>>>();

  constructor(
    @InjectRepository(PriceCopy) private readonly copies: Repository<PriceCopy>,
    private readonly bus: Bus<'orders'>,
  ) {}

  /** Fetches missing prices from inventory in one query; usually none is missing. */
  async askForMissing(products: readonly string[]): Promise<readonly Price[]> {
    const unseen = [...new Set(products)].filter((id) => !this.seen.has(id));
    if (!unseen.length) return [];
    const fresh = unseen.filter((id) => !this.underWay.has(id));
    if (fresh.length) this.begin(fresh);
    const found = await Promise.all(unseen.map((id) => this.underWay.get(id)!));
    return unseen.flatMap((id, n) => found[n]!.get(id) ?? []);
  }

  private begin(ids: readonly string[]): void {
    const look = this.look(ids).finally(() => ids.forEach((id) => this.underWay.delete(id)));
    for (const id of ids) this.underWay.set(id, look);
  }

  /** Prices from inventory of the products without a local copy. */
  private async look(ids: readonly string[]): Promise<ReadonlyMap<string, Price>> {
    const kept = new Set((await this.copies.findBy({ productId: In([...ids]) })).map(({ productId }) => productId));
    this.remember(kept);
    const missing = ids.filter((id) => !kept.has(id));
    if (!missing.length) return new Map();
    const { prices } = await this.bus.request(new GetPrices({ productIds: missing }));
    return new Map(prices.map((price) => [price.productId, price]));
  }

  private remember(ids: Iterable<string>): void {
    if (this.seen.size > MOST_REMEMBERED) this.seen.clear();
    for (const id of ids) this.seen.add(id);
  }
}
