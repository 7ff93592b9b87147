import { adminSession, contextDataSource } from '#libs/database';
import { eventually } from '#libs/testing';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import type { DataSource } from 'typeorm';
import { TooSlow } from '../../ports/order-documents.js';
import { orderOf } from '../../testing/documents/any-document.js';
import { PostgresDocuments } from './postgres-documents.js';
import { WRITER } from './writing-connection.js';

const COPY = 1;
const END = `SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE application_name = '${WRITER}'`;
const all = { criteria: {}, order: 'newest', most: 9 } as const;

describe('PostgreSQL as a store of orders, in trouble', () => {
  let database: FreshDatabase;
  let pool: DataSource;
  let documents: PostgresDocuments;
  beforeAll(async () => {
    database = await freshDatabase('document_faults');
    const options = { name: 'documents', url: database.url, entities: [], migrations: [], poolSize: 1, readOnly: true };
    pool = await contextDataSource(options).initialize();
  });
  beforeEach(async () => {
    documents = new PostgresDocuments(database.url, pool, 100);
    await documents.create(COPY);
    await documents.put(COPY, [orderOf(1)]);
  });
  afterEach(async () => {
    await documents.drop(COPY).catch(() => undefined);
    await documents.close();
  });
  afterAll(async () => {
    await pool?.destroy();
    await database?.drop();
  });

  /** Nobody else reads or writes the copy meanwhile. */
  const locked = (work: (admin: { query(sql: string): Promise<{ rows: object[] }> }) => Promise<void>): Promise<void> =>
    adminSession(database.url, async (admin) => {
      await admin.query(`BEGIN; LOCK TABLE order_document_${COPY}`);
      await work(admin);
      await admin.query('COMMIT');
    });

  it('gives up a search that takes too long, and answers the next one', async () => {
    await locked(async () => {
      await expect(documents.search(COPY, all)).rejects.toThrow(TooSlow);
      await expect(documents.totals(COPY, { from: '2030', to: '2031' })).rejects.toThrow(TooSlow);
    });
    expect(await documents.search(COPY, all)).toEqual([orderOf(1)]);
  });

  it('opens another connection when it lost one while writing', async () => {
    await locked(async (admin) => {
      const lost = expect(documents.put(COPY, [orderOf(2)])).rejects.toMatchObject({ code: '57P01' });
      await eventually(async () =>
        expect((await admin.query(`${END} AND wait_event_type = 'Lock'`)).rows).toHaveLength(1),
      );
      await lost;
    });
    await eventually(() => documents.put(COPY, [orderOf(2), orderOf(3)]));
    expect(await documents.page(COPY, undefined, 9)).toEqual([orderOf(1), orderOf(2), orderOf(3)]);
  });

  it('opens another connection when the server closed an idle one', async () => {
    await adminSession(database.url, (admin) => admin.query(END));
    await eventually(() => documents.put(COPY, [orderOf(2)]));
    expect(await documents.find(COPY, [orderOf(2).id])).toEqual([orderOf(2)]);
  });

  it('goes on after a statement that failed, and makes no copy by writing into it', async () => {
    await expect(documents.put(2, [orderOf(1)])).rejects.toMatchObject({ code: '42P01' });
    await expect(documents.search(2, all)).rejects.toMatchObject({ code: '42P01' });
    expect(await documents.exists(2)).toBe(false);
    expect(await documents.page(COPY, undefined, 9)).toEqual([orderOf(1)]);
  });

  it('ends what it has begun when it is closed, and nothing after that', async () => {
    const begun = documents.put(COPY, [orderOf(2)]);
    await documents.close();
    await begun;
    await expect(documents.put(COPY, [orderOf(3)])).rejects.toThrow('closed');
    const again = new PostgresDocuments(database.url, pool);
    expect(await again.page(COPY, undefined, 9)).toEqual([orderOf(1), orderOf(2)]);
    await again.drop(COPY);
    await again.close();
    const left = `SELECT FROM pg_stat_activity WHERE application_name = '${WRITER}'`;
    await adminSession(database.url, (admin) =>
      eventually(async () => expect((await admin.query(left)).rows).toEqual([])),
    );
  });
});
