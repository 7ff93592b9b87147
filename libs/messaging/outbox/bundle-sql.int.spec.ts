import { DataSource } from 'typeorm';
import { Connection, type BoundStatement } from '#libs/database';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import { newId } from '../ids.js';
import { coreMigrations } from '../schema/core-migrations.js';
import { Bundle, type Bundled } from './bundle.js';
import { adoptBundles, deleteBundles, insertBundles, openBundles } from './bundle-sql.js';
import { insertOutbox } from './outbox-sql.js';

const LEASE_MS = 60_000;
const ODD = ['', 'plain', '"quoted", \\back\\slash', '{a,b}', "it's", 'NULL', 'ключ 🔑', '\u0000\u001c\u001d\u001f\n'];
const odd = (text: string): Bundled => ({
  id: newId(),
  receiver: 'store',
  type: 'store.hand-out.v1',
  key: text.replaceAll(/\p{Cc}/gu, '_'),
  body: JSON.stringify({ text, [text]: null }),
  headers: JSON.stringify({ source: text }),
  dueInMs: LEASE_MS,
  sends: 1,
  bundle: undefined,
  isReceived: false,
});

describe('bundles in the database', () => {
  let database: FreshDatabase;
  let db: DataSource;
  let connection: Connection;
  beforeAll(async () => {
    database = await freshDatabase('bundles');
    db = await new DataSource({ type: 'postgres', url: database.url, migrations: [...coreMigrations] }).initialize();
    await db.runMigrations();
    connection = await Connection.open({ url: database.url, name: 'spec', settings: {}, timeoutMs: 5_000 });
  });
  afterAll(async () => {
    await connection?.end();
    await db?.destroy();
    await database?.drop();
  });
  afterEach(() => db.query('TRUNCATE outbox, outbox_bundle'));

  const run = (...calls: BoundStatement[]) => connection.flight(calls);
  const bundled = async (messages: readonly Bundled[]): Promise<Bundle> => {
    const [bundle] = Bundle.of('store', messages, performance.now());
    await run(insertBundles([bundle!], 'one'));
    return bundle!;
  };
  const seen = (table: string) =>
    db.query<object[]>(`SELECT id, receiver, type, key, body, headers, sends, failures, last_error, sent_by,
      due_at > clock_timestamp() AS "isLeased" FROM ${table} ORDER BY id`);
  const bundlesLeft = async () => (await db.query<object[]>('SELECT FROM outbox_bundle')).length;

  it('hold their messages whole, as rows would: the same is seen of them, whatever the characters', async () => {
    const messages = ODD.map(odd);
    await run(insertOutbox(messages, 'one'));
    const asRows = await seen('outbox');
    await db.query('TRUNCATE outbox');
    await bundled(messages);
    expect(await seen('outbox_message')).toEqual(asRows);
    expect(asRows).toHaveLength(ODD.length);
  });

  it('become rows when they are opened, still under their lease', async () => {
    const bundle = await bundled(ODD.map(odd));
    const before = await seen('outbox_message');
    await run(openBundles([bundle]));
    expect(await seen('outbox')).toEqual(before);
    expect(await bundlesLeft()).toBe(0);
  });

  it('do not give back what has been received', async () => {
    const messages = ODD.map(odd);
    const bundle = await bundled(messages);
    for (const message of messages.slice(1)) bundle.receive(message);
    await run(openBundles([bundle]));
    expect(await seen('outbox')).toMatchObject([{ id: messages[0]!.id }]);
  });

  it('are opened by whoever sweeps when their lease is over, and no others', async () => {
    await bundled(ODD.map(odd));
    await run(openBundles([]));
    expect(await bundlesLeft()).toBe(1);
    await db.query(`UPDATE outbox_bundle SET due_at = clock_timestamp() - interval '1 hour'`);
    await run(openBundles([]));
    expect(await bundlesLeft()).toBe(0);
    const [row] = await db.query<{ age: number }[]>(
      'SELECT extract(epoch FROM clock_timestamp() - min(due_at))::float8 AS age FROM outbox',
    );
    expect(row!.age).toBeGreaterThanOrEqual(0);
    expect(row!.age).toBeLessThan(60); // due from now on: behind the sweep's mark nobody would look for them
  });

  it('are adopted by the next run of their sender, and by nobody else', async () => {
    await bundled(ODD.map(odd));
    await run(adoptBundles('two'), openBundles([]));
    expect(await bundlesLeft()).toBe(1);
    await run(adoptBundles('one'), openBundles([]));
    expect(await seen('outbox')).toMatchObject(ODD.map(() => ({ isLeased: false, sends: 1, sent_by: 'one' })));
  });

  it('go as a whole, and are left alone while somebody else has them', async () => {
    const [one, two] = [await bundled(ODD.map(odd)), await bundled(ODD.map(odd))];
    await db.transaction(async (other) => {
      await other.query('SELECT FROM outbox_bundle WHERE id = $1 FOR UPDATE', [one.id]);
      await run(deleteBundles([one.id, two.id]), openBundles([one, two]));
    });
    expect(await db.query('SELECT id FROM outbox_bundle')).toEqual([{ id: one.id }]);
    expect(await seen('outbox')).toEqual([]);
  });
});
