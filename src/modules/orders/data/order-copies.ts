import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Counted, Standing } from '#libs/projections/standing';
import { standingsOf } from '#libs/projections/standing';
import { storeMeant, type Named } from '../domain/copies/copy.js';
import type { OrderDocuments } from '../ports/order-documents.js';
import { orderDocuments } from './order-documents.projection.js';
import { SearchStores } from './search-stores.js';

/** Reads how the copies of the documents of orders are. */
@Injectable()
export class OrderCopies {
  constructor(
    private readonly db: DataSource,
    private readonly kept: SearchStores,
  ) {}

  get name(): string {
    return orderDocuments.name;
  }
  /** Of the documents that the running code makes. */
  get shape(): number {
    return orderDocuments.shape;
  }

  /** Names of those that this process feeds. */
  get stores(): readonly string[] {
    return this.kept.inOrder.map(({ name }) => name);
  }

  /** By store and number. */
  standings(): Promise<readonly Standing[]> {
    return standingsOf(this.db, this.name);
  }

  /** The same, with what their stores say. */
  async counted(): Promise<readonly Counted[]> {
    const standings = await this.standings();
    return Promise.all(standings.map(async (one) => ({ ...one, documents: await this.documentsOf(one) })));
  }

  /** Roughly how many documents a copy will have once it is filled. */
  async total(): Promise<number> {
    const [row] = await this.db.query<{ orders: number }[]>(ORDERS);
    return row!.orders;
  }

  /** Throws a refusal when it does not follow which place is meant, or this process does not feed it. */
  placeOf(named: Named): { readonly projection: string; readonly store: string } {
    return { projection: this.name, store: storeMeant(named, this.name, this.stores) };
  }

  storeOf(name: string): OrderDocuments | undefined {
    return this.kept.inOrder.find((store) => store.name === name);
  }

  /** Null when the store does not answer, or is none of this process. Each store has its own deadline. */
  private async documentsOf({ store, copy, state }: Standing): Promise<number | null> {
    if (state === 'dropped') return null;
    return (
      (await this.storeOf(store)
        ?.count(copy)
        .catch(() => null)) ?? null
    );
  }
}

/** Counted up to this, estimated beyond: PostgreSQL knows small tables badly. */
const MOST_COUNTED = 10_000;
const ORDERS = `
  SELECT CASE WHEN n <= ${MOST_COUNTED} THEN n ELSE greatest(n, (
    SELECT reltuples FROM pg_class WHERE oid = 'order_view'::regclass)) END::float8 AS orders
  FROM (SELECT count(*) AS n FROM (SELECT FROM order_view LIMIT ${MOST_COUNTED + 1}) o) counted`;
