import { describeWithMongo, TestMongo } from '#test/mongo';
import { NoAnswer } from './limits.js';
import { MongoDocuments } from './mongo-documents.js';
import { NAMES } from '../../ports/order-documents.js';
import { idOf, orderOf, wanting } from './samples.fixtures.js';

describeWithMongo('MongoDB away', () => {
  let mongo: TestMongo;
  let store: MongoDocuments;
  beforeAll(async () => {
    mongo = await TestMongo.start();
    store = new MongoDocuments(mongo.url);
    await store.create(1);
    await store.put(1, [orderOf(1)]);
  });
  afterAll(async () => {
    await store.close();
    await mongo.stop();
  });

  /** Every call there is. */
  const calls = (of: MongoDocuments): readonly Promise<unknown>[] => [
    of.exists(1),
    of.create(1),
    of.put(1, [orderOf(1, { version: 2 })]),
    of.page(1, undefined, 10),
    of.find(1, [idOf(1)]),
    of.count(1),
    of.naming(1, { table: NAMES.products, ids: [idOf(1)] }, undefined, 10),
    of.search(1, wanting({})),
    of.search(1, wanting({ words: ['mug'] })),
    of.totals(1, { from: '2030', to: '2031' }),
    of.drop(2),
  ];
  const outcomes = async (of: MongoDocuments): Promise<readonly string[]> => {
    const all = await Promise.allSettled(calls(of));
    return all.map((one) => (one.status === 'rejected' ? 'rejected' : 'resolved'));
  };

  it('one that is killed rejects every call, and what it has acknowledged is there when it is back', async () => {
    await store.put(1, [orderOf(7)]);
    await mongo.kill9();
    expect(new Set(await outcomes(store))).toEqual(new Set(['rejected']));
    await mongo.restart();
    expect(await store.find(1, [idOf(7)])).toEqual([orderOf(7)]);
    expect(new Set(await outcomes(store))).toEqual(new Set(['resolved']));
  });

  it('one that hangs ends every call, more of them than there are connections', async () => {
    mongo.freeze();
    try {
      const all = await Promise.allSettled(Array.from({ length: 3 }, () => calls(store)).flat());
      const reasons = all.map((one) => (one.status === 'rejected' ? (one.reason as Error) : undefined));
      expect(reasons).not.toContain(undefined);
      expect(reasons.some((reason) => reason instanceof NoAnswer)).toBe(true);
    } finally {
      mongo.thaw();
    }
    expect(new Set(await outcomes(store))).toEqual(new Set(['resolved']));
  });

  it('one that hangs does not keep a process from ending', async () => {
    const other = new MongoDocuments(mongo.url);
    await other.count(1);
    mongo.freeze();
    try {
      await other.close();
    } finally {
      mongo.thaw();
    }
  });

  it('nothing is asked of a URL before the first call', async () => {
    await new MongoDocuments('nonsense').close();
    await expect(new MongoDocuments('nonsense').count(1)).rejects.toThrow(/scheme/);
  });
});
