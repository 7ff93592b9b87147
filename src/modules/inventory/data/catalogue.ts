import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import { listing } from '../domain/product.js';
import { Product } from './product.entity.js';
import { StockItem } from './stock-item.entity.js';

type Listing = ReturnType<typeof listing>;

/** The public view of products: their data and the available quantity. */
@Injectable()
export class Catalogue {
  constructor(@InjectRepository(Product) private readonly products: Repository<Product>) {}

  async find(id: string): Promise<Listing | undefined> {
    const [found] = await read(this.stocked().where('product.id = :id', { id }));
    return found;
  }

  /** Oldest first, by the primary key: ids are UUIDv7, which grow with time. */
  after(id: string | undefined, limit: number): Promise<Listing[]> {
    const rows = this.stocked().orderBy('product.id').limit(limit);
    return read(id === undefined ? rows : rows.where('product.id > :id', { id }));
  }

  private stocked(): SelectQueryBuilder<Product> {
    return this.products
      .createQueryBuilder('product')
      .innerJoinAndMapOne('product.stock', StockItem, 'stock', 'stock.productId = product.id');
  }
}

async function read(query: SelectQueryBuilder<Product>): Promise<Listing[]> {
  const rows = (await query.getMany()) as (Product & { stock: StockItem })[];
  return rows.map((row) => listing(row, row.stock));
}
