import { MongoClient } from 'mongodb';
import { type AnyMongo, anyMongo, describeWithMongo } from '#test/mongo';
import type { Wanted } from '../../ports/order-documents.js';
import { indexFor } from './index-for.js';
import type { Index } from './indexes.js';
import { searching } from './limits.js';
import { MongoDocuments } from './mongo-documents.js';
import { filterOf, sortOf } from './query.js';
import { idOf, orderOf, productOf, wanting } from './samples.fixtures.js';
import type { Stored } from './stored.js';
import { totalsOf } from './totals.js';

const ORDERS = 500;
const JANUARY = { from: '2030-01-01T00:00:00.000Z', to: '2030-02-01T00:00:00.000Z' };
const after = { placedAt: orderOf(300).placedAt, id: idOf(300) };
const userId = idOf(1_000_001);

const SEARCHES: readonly (readonly [what: string, wanted: Wanted, index: Index])[] = [
  ['all, a later page', wanting({}, { after }), 'placed'],
  ['the oldest', wanting({}, { order: 'oldest' }), 'placed'],
  ['status', wanting({ status: 'cancelled' }), 'status'],
  ['user', wanting({ userId }), 'customer'],
  ['product', wanting({ productId: productOf(2) }), 'product'],
  ['period', wanting(JANUARY), 'placed'],
  ['amounts', wanting({ amountFrom: 1_000, amountTo: 2_000, currency: 'EUR' }), 'amount'],
  ['reason', wanting({ reason: 'out-of-stock' }), 'reason'],
  ['payment', wanting({ payment: 'declined' }), 'payment'],
  ['one word', wanting({ words: ['mug'] }), 'words'],
  ['two words and status', wanting({ words: ['ada', 'no3'], status: 'confirmed' }), 'words'],
  ['user, status and period', wanting({ userId, status: 'confirmed', ...JANUARY }), 'customer'],
];

describeWithMongo(
  'no search in MongoDB reads the whole collection',
  () => {
    let mongo: AnyMongo;
    let store: MongoDocuments;
    let client: MongoClient;
    const orders = () => client.db().collection<Stored>('orders_1');
    beforeAll(async () => {
      mongo = await anyMongo();
      store = new MongoDocuments(mongo.url);
      client = new MongoClient(mongo.url);
      await store.create(1);
      await store.put(
        1,
        Array.from({ length: ORDERS }, (_, n) => orderOf(n)),
      );
    });
    afterAll(async () => {
      await store.close();
      await client.close();
      await mongo.stop();
    });

    it.each(SEARCHES)('%s', async (_, wanted, index) => {
      const hint = await searching((limits) => indexFor(orders(), wanted, limits));
      const plan = await orders()
        .find(filterOf(wanted), { sort: sortOf(wanted), limit: wanted.most, hint })
        .explain();
      expect(scansOf(plan)).toEqual([`IXSCAN ${index}`]);
      expect(await store.search(1, wanted)).not.toEqual([]);
    });

    it('totals of 31 days', async () => {
      const plan = await orders().aggregate(totalsOf(JANUARY), { hint: 'totals' }).explain();
      expect(new Set(scansOf(plan))).toEqual(new Set(['IXSCAN totals']));
      expect(await store.totals(1, JANUARY)).not.toEqual([]);
    });

    it('reads the whole collection where no index is named: else the above would show nothing', async () => {
      const plan = await orders()
        .find({ settledAt: { $eq: null } })
        .explain();
      expect(scansOf(plan)).toEqual(['COLLSCAN']);
    });
  },
  'any',
);

/** How documents are found, of every stage that finds some, also in plans of a newer form. */
function scansOf(plan: unknown): readonly string[] {
  if (typeof plan !== 'object' || plan === null) return [];
  const { stage, indexName, rejectedPlans: _, ...rest } = plan as Record<string, unknown>;
  const here = typeof stage === 'string' && /SCAN$/.test(stage) ? [[stage, indexName].filter(Boolean).join(' ')] : [];
  const below = Object.entries(rest).filter(([key]) => key !== 'executionStats');
  return [...new Set([...here, ...below.flatMap(([, value]) => scansOf(value))])];
}
