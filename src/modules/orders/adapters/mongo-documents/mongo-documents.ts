import type { Collection, Db, MongoClient } from 'mongodb';
import type { Subjects } from '#libs/projections';
import type { OrderDocument } from '../../domain/order-document.js';
import { type DayTotal, NAMES, type OrderDocuments, type Wanted } from '../../ports/order-documents.js';
import { connect, databaseOf } from './connect.js';
import { collectionOf } from './collection-of.js';
import { CopyMissing, isNamespaceMissing, isNamespaceTaken } from './errors.js';
import { indexFor } from './index-for.js';
import { INDEXES, LAST } from './indexes.js';
import { calling, LONGEST_MS, searching } from './limits.js';
import { filterOf, sortOf } from './query.js';
import { document, SCHEMA, SHOWN, type Shown, stored, type Stored } from './stored.js';
import { type Group, totalsOf } from './totals.js';
import { write } from './write.js';

type Orders = Collection<Stored>;

/** Documents of one message. Each message has the limit of a call, so that a large set may take longer, and a server that hangs may not. */
const AT_ONCE = 100;

/**
 * Orders in MongoDB (5.0 or later): a collection for each copy, `orders_1`. Every call ends within its limit; it rejects with NoAnswer, or
 * with what the driver says.
 */
export class MongoDocuments implements OrderDocuments {
  readonly name = 'mongodb';
  private client: Promise<MongoClient> | undefined;

  /** @param url  `mongodb://…` or `mongodb+srv://…`; its path is the database. Nothing is loaded and nobody is asked before the first call. */
  constructor(private readonly url: string) {}

  exists(copy: number): Promise<boolean> {
    return this.call(copy, isWhole);
  }

  create(copy: number): Promise<void> {
    return this.call(copy, async (orders, db) => {
      const [name, validator] = [orders.collectionName, { $jsonSchema: SCHEMA }];
      try {
        await db.createCollection(name, { validator });
      } catch (error) {
        if (!isNamespaceTaken(error)) throw error;
        await db.command({ collMod: name, validator }); // one that came to be by a write has none
      }
      for (const { name: index, key } of INDEXES) await orders.createIndex(key, { name: index });
    });
  }

  drop(copy: number): Promise<void> {
    return this.call(copy, async (orders) => void (await orders.drop()), LONGEST_MS);
  }

  async put(copy: number, documents: readonly OrderDocument[]): Promise<void> {
    for (let n = 0; n < documents.length; n += AT_ONCE) {
      const part = documents.slice(n, n + AT_ONCE).map(stored);
      await this.call(copy, (orders) => write(orders, part));
    }
  }

  page(copy: number, after: string | undefined, most: number): Promise<readonly OrderDocument[]> {
    const filter = after === undefined ? {} : { _id: { $gt: after } };
    const options = { projection: SHOWN, sort: { _id: 1 }, limit: most, hint: '_id_' } as const;
    return this.call(copy, async (orders) => (await orders.find<Shown>(filter, options).toArray()).map(document));
  }

  find(copy: number, ids: readonly string[]): Promise<readonly OrderDocument[]> {
    const filter = { _id: { $in: ids } };
    return this.call(copy, async (orders) =>
      (await orders.find<Shown>(filter, { projection: SHOWN }).toArray()).map(document),
    );
  }

  count(copy: number): Promise<number> {
    return this.call(copy, (orders) => orders.estimatedDocumentCount());
  }

  naming(copy: number, { table, ids }: Subjects, after: string | undefined, most: number): Promise<readonly string[]> {
    const [field, hint] = table === NAMES.products ? ['productIds', 'naming'] : ['customer.id', 'customer'];
    const filter = { [field!]: { $in: ids }, ...(after !== undefined && { _id: { $gt: after } }) };
    const options = { projection: { _id: 1 }, sort: { _id: 1 }, limit: most, hint } as const;
    return this.call(copy, async (orders) => (await orders.find(filter, options).toArray()).map(({ _id }) => _id));
  }

  async search(copy: number, wanted: Wanted): Promise<readonly OrderDocument[]> {
    const { orders } = await this.copy(copy);
    const found = await searching(async (limits) => {
      const hint = await indexFor(orders, wanted, limits);
      const options = { projection: SHOWN, sort: sortOf(wanted), limit: wanted.most, hint, ...limits };
      return orders.find<Shown>(filterOf(wanted), options).toArray();
    });
    return (await this.unlessMissing(copy, found)).map(document);
  }

  async totals(copy: number, period: { readonly from: string; readonly to: string }): Promise<readonly DayTotal[]> {
    const { orders } = await this.copy(copy);
    const groups = await searching((limits) =>
      orders.aggregate<Group>(totalsOf(period), { hint: 'totals', ...limits }).toArray(),
    );
    return (await this.unlessMissing(copy, groups)).map(({ _id, ...sums }) => ({ ..._id, ...sums }));
  }

  async close(): Promise<void> {
    const client = await this.client;
    if (client) await calling(client.close());
  }

  private async copy(copy: number): Promise<{ readonly orders: Orders; readonly db: Db }> {
    this.client ??= connect(this.url);
    const db = (await this.client).db(databaseOf(this.url));
    return { db, orders: db.collection<Stored>(collectionOf(copy)) };
  }

  private async call<T>(copy: number, ask: (orders: Orders, db: Db) => Promise<T>, ms?: number): Promise<T> {
    const { orders, db } = await this.copy(copy);
    return calling(ask(orders, db), ms);
  }

  /** A collection that is not there is searched like an empty one, which would be a wrong answer. */
  private async unlessMissing<T>(copy: number, found: readonly T[]): Promise<readonly T[]> {
    if (found.length || (await this.exists(copy))) return found;
    throw new CopyMissing(`MongoDB has no copy ${copy} of the orders`);
  }
}

/** Whether it was finished. It may have come to be by a write after its copy had been dropped. */
async function isWhole(orders: Orders): Promise<boolean> {
  try {
    return (await orders.indexes()).some(({ name }) => name === LAST);
  } catch (error) {
    if (isNamespaceMissing(error)) return false;
    throw error;
  }
}
