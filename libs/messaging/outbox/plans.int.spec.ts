import { adminSession, type BoundStatement } from '#libs/database';
import { freshDatabase, type FreshDatabase } from '#libs/testing/postgres';
import { DataSource } from 'typeorm';
import { newId } from '../ids.js';
import { PLANNER } from '../inbox/loop-connection.js';
import { CoreTables1700000000000 } from '../schema/core-tables.js';
import { OutboxBundles1700000000004 } from '../schema/outbox-bundles.js';
import { deleteBundles } from './bundle-sql.js';
import { deleteOutbox } from './outbox-sql.js';
import { settleRows, sweepDue, type Room } from './sweep-sql.js';

/** Autovacuum looks at an outbox most often while it is empty, and plans made after that serve when it is full. */
describe('statements on an outbox that was empty when it was analysed', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase('plans');
    const source = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    const runner = source.createQueryRunner();
    for (const migration of [new CoreTables1700000000000(), new OutboxBundles1700000000004()])
      await migration.up(runner);
    await source.query(`INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by)
      SELECT gen_random_uuid(), 'r', 't', 'k', '{}', '{}', now(), 1, 'p' FROM generate_series(1, 500)`);
    await source.query('DELETE FROM outbox');
    await source.query('ANALYZE outbox, outbox_bundle');
    await runner.release();
    await source.destroy();
  });
  afterAll(() => database.drop());

  const room = { receiver: 'r', inCompany: 1, bytes: 1, again: 1, againAfter: 2, alone: 1, aloneAfter: 3 };
  const settlement = {
    id: newId(),
    receiver: 'r',
    counted: true,
    isDead: false,
    patienceMs: 1,
    error: 'e',
    pauseMs: 1,
  };
  const sweep = (...rooms: Room[]) => sweepDue(rooms, 'p', { sinceMs: 1, leaseMs: 1, effectLeaseMs: 1 });
  it.each<[string, BoundStatement]>([
    ['deletes of receipts', deleteOutbox([])],
    ['the delete of one receipt', deleteOutbox([settlement])],
    ['deletes of bundles', deleteBundles([])],
    ['the sweep', sweep()],
    ['the sweep of one lane', sweep(room)],
    ['what receivers did not take', settleRows([])],
    ['the one message that its receiver did not take', settleRows([{ ...settlement, sends: 1, keepSends: false }])],
  ])('look each row up, and compare no row with every key: %s', async (_, { statement }) => {
    const plan = await adminSession(database.url, async (client) => {
      for (const [name, value] of Object.entries(PLANNER)) await client.query(`SET ${name} = ${value}`);
      const { rows } = await client.query<Record<string, string>>(`EXPLAIN (GENERIC_PLAN) ${statement.text}`);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).not.toMatch(/Join Filter|Seq Scan on outbox/);
  });
});
