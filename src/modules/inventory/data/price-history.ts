import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, type Repository } from 'typeorm';
import { ProductPrice } from './product-price.entity.js';

/** What products have cost. Every product has an entry, that of its first price. */
@Injectable()
export class PriceHistory {
  constructor(@InjectRepository(ProductPrice) private readonly prices: Repository<ProductPrice>) {}

  /** The latest first, by the primary key. */
  before(revision: number | undefined, productId: string, limit: number): Promise<ProductPrice[]> {
    return this.prices.find({
      where: { productId, ...(revision !== undefined && { revision: LessThan(revision) }) },
      order: { revision: 'DESC' },
      take: limit,
    });
  }
}
