import { DataSource } from 'typeorm';
import { Connection } from '#libs/database';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import { coreMigrations } from '../schema/core-migrations.js';
import { Census } from './census.js';
import { Workload } from './workload.js';

describe('what is under way after a restart', () => {
  let database: FreshDatabase;
  let db: DataSource;
  let connection: Connection;
  beforeAll(async () => {
    database = await freshDatabase('census');
    db = await new DataSource({ type: 'postgres', url: database.url, migrations: [...coreMigrations] }).initialize();
    await db.runMigrations();
    connection = await Connection.open({ url: database.url, name: 'census', settings: {}, timeoutMs: 10_000 });
  });
  afterAll(async () => {
    await connection?.end();
    await db?.destroy();
    await database?.drop();
  });

  const leave = (count: number, receiver: string, sentBy: string, dueInS: number, type = 't') =>
    db.query(
      `INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by)
       SELECT gen_random_uuid(), $1, $5, 'k', '{}', '{}', clock_timestamp() + $2 * interval '1 s', 0, $3
       FROM generate_series(1, $4::int)`,
      [receiver, dueInS, sentBy, count, type],
    );
  let workload: Workload;
  let census: Census;
  beforeEach(async () => {
    await db.query('TRUNCATE outbox');
    workload = new Workload();
    census = new Census(workload, 'shop', 'till/shop', ['patience']);
    await leave(400, 'shop', 'till/shop', 30);
  });

  it('is what this process has set timers for', async () => {
    await leave(10, 'store', 'till/shop', 30);
    await leave(20, 'shop', 'other/shop', 30);
    await leave(30, 'shop', 'till/shop', -1);
    await leave(40, 'shop', 'till/shop', 30, 'patience'); // waits for others, for days perhaps
    await census.begin(connection);
    expect(workload).toMatchObject({ timers: 400, underWay: 400 });
  });

  it('what others have ended is noticed bit by bit', async () => {
    workload.correct(800);
    await census.take(connection);
    expect(workload.timers).toBe(700);
  });

  it('nothing is asked while nothing is known to be under way, and not more often than every other second', async () => {
    await census.take(connection);
    expect(workload.timers).toBe(0);
    workload.correct(800);
    await census.take(connection);
    await census.take(connection);
    expect(workload.timers).toBe(700);
  });
});
