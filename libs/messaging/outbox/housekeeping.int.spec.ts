import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import { newId } from '../ids.js';
import { coreMigrations } from '../schema/core-migrations.js';
import { housekeeping } from './housekeeping-sql.js';

const DAY_MS = 86_400_000;
const daysAgo = (days: number): Date => new Date(Date.now() - days * DAY_MS);

describe('housekeeping', () => {
  let database: FreshDatabase;
  let db: DataSource;
  beforeAll(async () => {
    database = await freshDatabase('housekeeping');
    db = await new DataSource({ type: 'postgres', url: database.url, migrations: [...coreMigrations] }).initialize();
    await db.runMigrations();
  });
  afterAll(async () => {
    await db?.destroy();
    await database?.drop();
  });

  const housekeep = async () => {
    for (const { statement } of housekeeping()) await db.query(statement.text);
  };
  const idsIn = async (table: string) =>
    (await db.query<{ id: string }[]>(`SELECT id FROM ${table}`)).map(({ id }) => id).toSorted();
  const message = (table: string, days: number, more: Readonly<Record<string, unknown>>) => {
    const born = daysAgo(days);
    const row = {
      id: newId(born.getTime()),
      type: 't',
      key: 'k',
      body: '{}',
      headers: '{}',
      created_at: born,
      ...more,
    };
    return insert(table, row);
  };
  const insert = async (table: string, row: Readonly<Record<string, unknown>>) => {
    const places = Object.keys(row).map((_, n) => `$${n + 1}`);
    await db.query(`INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${places.join()})`, Object.values(row));
    return row['id'] as string;
  };

  it('forgets what was received 30 days ago, and nothing younger: a copy may be 25 days old', async () => {
    const received = (days: number) =>
      insert('inbox', { id: newId(daysAgo(days).getTime()), reaction: '', received_at: daysAgo(days) });
    await received(31);
    const young = [await received(29), await received(0)];
    await housekeep();
    expect(await idsIn('inbox')).toEqual(young.toSorted());
  });

  it('forgets a reply when it has expired, and with it that its request was taken', async () => {
    const kept = async (at: Date) => {
      const id = randomUUID(); // a request under a client's key has no time in its id
      await insert('inbox', { id, reaction: '' });
      return insert('reply', { id, body: '{}', expires_at: at });
    };
    const expired = await kept(daysAgo(1));
    const valid = await kept(daysAgo(-1));
    await housekeep();
    expect(await idsIn('reply')).toEqual([valid]);
    expect(await idsIn('inbox')).toContain(valid);
    expect(await idsIn('inbox')).not.toContain(expired);
  });

  it('parks a message that nobody took for 20 days; timers that are not due and calls to the world stay', async () => {
    const due = { sends: 1, sent_by: 'p', due_at: daysAgo(0) };
    const old = await message('outbox', 21, { receiver: 'there', ...due });
    const others = [
      await message('outbox', 19, { receiver: 'there', ...due }),
      await message('outbox', 21, { receiver: 'here', ...due, due_at: daysAgo(-1) }),
      await message('outbox', 21, { receiver: 'here.effects', ...due }),
    ];
    await housekeep();
    expect(await idsIn('outbox')).toEqual(others.toSorted());
    expect(await idsIn('dead_letter')).toEqual([old]);
  });

  it('drops dead letters 90 days after somebody has settled them, and no open one', async () => {
    const letter = (settledDaysAgo?: number) =>
      message('dead_letter', 200, {
        receiver: 'there',
        failures: 1,
        why: 'it fails',
        settled_at: settledDaysAgo === undefined ? null : daysAgo(settledDaysAgo),
      });
    const before = await idsIn('dead_letter');
    await letter(91);
    const left = [await letter(89), await letter()];
    await housekeep();
    expect(await idsIn('dead_letter')).toEqual([...before, ...left].toSorted());
  });
});
