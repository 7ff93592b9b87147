import { MongoClient } from 'mongodb';
import { type AnyMongo, anyMongo, describeWithMongo } from '#test/mongo';
import type { OrderDocument } from '../../domain/order-document.js';
import { TooSlow } from '../../ports/order-documents.js';
import { describeOrderDocuments } from '../../testing/order-documents.suite.js';
import { searching } from './limits.js';
import { MongoDocuments } from './mongo-documents.js';
import { idOf, orderOf, wanting } from './samples.fixtures.js';

describeWithMongo(
  'all that every store does',
  () => {
    let mongo: AnyMongo;
    afterAll(() => mongo?.stop());
    describeOrderDocuments('MongoDB', async () => {
      mongo = await anyMongo();
      return new MongoDocuments(mongo.url);
    });
  },
  'any',
);

describeWithMongo(
  'orders in MongoDB',
  () => {
    let mongo: AnyMongo;
    let store: MongoDocuments;
    let copy = 0;
    beforeAll(async () => {
      mongo = await anyMongo();
      store = new MongoDocuments(mongo.url);
    });
    beforeEach(async () => store.create(++copy));
    afterAll(async () => {
      await store.close();
      await mongo.stop();
    });
    const versions = async (ids: readonly string[]) => (await store.find(copy, ids)).map(({ version }) => version);

    it('keeps the latest version, whatever is written at the same time', async () => {
      const one = orderOf(1);
      const writes = Array.from({ length: 30 }, (_, n) => store.put(copy, [{ ...one, version: ((n * 7) % 30) + 1 }]));
      await Promise.all(writes);
      expect(await versions([one.id])).toEqual([30]);
    });

    it('throws what else is wrong with a document, and writes the others', async () => {
      const [good, bad, stale] = [orderOf(1), orderOf(2, { placedAt: 'yesterday' }), orderOf(3, { version: 5 })];
      await store.put(copy, [stale]);
      await expect(store.put(copy, [bad, good, { ...stale, version: 4 }])).rejects.toMatchObject({ code: 121 });
      expect(new Set(await versions([good.id, bad.id, stale.id]))).toEqual(new Set([1, 5]));
    });

    it.each([
      ['version', { version: 0 }],
      ['status', { status: { $gt: '' } }],
      ['payment', { payment: 'stolen' }],
      ['customer', { customer: { name: 'Ada' } }],
      ['amount', { total: { amount: '1', currency: 'EUR' } }],
      ['id', { id: 'x' }],
    ])('refuses a document with another %s than searches rely on', async (_, wrong) => {
      await expect(store.put(copy, [{ ...orderOf(1), ...wrong } as OrderDocument])).rejects.toMatchObject({
        code: 121,
      });
    });

    it('takes fields of a later form', async () => {
      const later = { ...orderOf(1), channel: 'web', customer: { ...orderOf(1).customer, country: 'DE' } };
      await store.put(copy, [later]);
      expect(await store.find(copy, [later.id])).toEqual([later]);
    });

    it('does not take a collection for a copy that was dropped, or came to be by a write', async () => {
      await store.drop(copy);
      await store.drop(copy);
      expect(await store.exists(copy)).toBe(false);
      await expect(store.search(copy, wanting({}))).rejects.toThrow();
      await expect(store.totals(copy, { from: '2030', to: '2031' })).rejects.toThrow();
      await store.put(copy, [orderOf(1)]);
      expect(await store.exists(copy)).toBe(false);
      await store.create(copy);
      await store.create(copy);
      expect(await store.exists(copy)).toBe(true);
      expect(await store.search(copy, wanting({}))).toEqual([orderOf(1)]);
      await expect(store.put(copy, [orderOf(2, { placedAt: 'yesterday' })])).rejects.toMatchObject({ code: 121 });
    });

    it('goes on with a copy that was made by a version with fewer indexes', async () => {
      await mongo.ask((db) => db.collection(`orders_${copy}`).dropIndex('totals'));
      expect(await store.exists(copy)).toBe(true);
    });

    it('takes a copy for none that was not finished', async () => {
      await mongo.ask((db) => db.collection(`orders_${copy}`).dropIndex('placed'));
      expect(await store.exists(copy)).toBe(false);
    });

    it('finds words by beginnings in every script', async () => {
      const name = 'Yōko 𠮷野𠮷';
      await store.put(copy, [orderOf(1, { customer: { id: idOf(9), name, email: null } }), orderOf(2)]);
      for (const word of ['yo', '𠮷', '𠮷野', '𠮷野𠮷'])
        expect(await store.search(copy, wanting({ words: [word] }))).toMatchObject([{ id: idOf(1) }]);
    });

    it('says that a question took too long', async () => {
      await store.put(
        copy,
        Array.from({ length: 500 }, (_, n) => orderOf(n)),
      );
      const client = new MongoClient(mongo.url);
      try {
        const orders = client.db().collection(`orders_${copy}`);
        const ask = searching(({ signal }) => orders.find({ settledAt: 'never' }, { maxTimeMS: 1, signal }).toArray());
        await expect(ask).rejects.toThrow(TooSlow);
      } finally {
        await client.close();
      }
    });
  },
  'any',
);
