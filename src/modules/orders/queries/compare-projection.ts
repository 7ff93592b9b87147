import { Logger } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { deadline } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { comparePage, StoreUnread } from '#libs/projections/comparing';
import { CompareProjection } from '#shared/contracts/orders';
import { OrderCopies } from '../data/order-copies.js';
import { orderDocuments } from '../data/order-documents.projection.js';
import { copyMeant, summary } from '../domain/copies/compared.js';

/** For so long a document that is missing or behind may still be written; and so much of the caller's time is left for the answer. */
const MOST_WAIT_MS = 5_000;
const FOR_ANSWER_MS = 1_000;

@QueryHandler(CompareProjection)
export class CompareProjectionHandler implements IQueryHandler<CompareProjection> {
  constructor(
    private readonly db: DataSource,
    private readonly copies: OrderCopies,
  ) {}

  async execute(query: CompareProjection): Promise<ReplyOf<CompareProjection>> {
    const place = this.copies.placeOf(query);
    const { copy, isFed } = copyMeant(place, query.copy, await this.copies.standings());
    const until = isFed ? Math.min(performance.now() + MOST_WAIT_MS, deadline() - FOR_ANSWER_MS) : -Infinity;
    const store = this.copies.storeOf(place.store)!;
    const compared = comparePage(
      { db: this.db, projection: orderDocuments, store, copy },
      query.after,
      query.most,
      until,
    );
    return { ...place, copy, ...summary(await compared.catch((error: unknown) => tellAway(store.name, error))) };
  }
}

/** PostgreSQL's code for a table that is not there: of a copy that was decided a moment ago, or given up. */
const NO_TABLE = '42P01';

/** Whoever asked repeats it; the log says why it was in vain. */
function tellAway(store: string, error: unknown): never {
  if (!(error instanceof StoreUnread)) throw error;
  if ((error.cause as { code?: string }).code === NO_TABLE)
    throw refuse(CompareProjection, 'orders.no-such-copy', { store });
  new Logger('projections').warn(`${store} cannot be compared: ${String(error.cause)}`);
  throw refuse(CompareProjection, 'orders.store-away', { store });
}
