import pg from 'pg';
import { newId } from '#libs/messaging';
import { canCount } from '#test/statements';
import { waitFor } from '#test/wait-for';
import { complaints, quiet } from './books.js';
import { leaveBehind } from './left-behind.js';
import { Rig, type Replica } from './rig.js';

// T13: the sweep finds every row, and does not walk over those that are gone
let rig: Rig;
beforeEach(async () => {
  rig = await Rig.open();
});
afterEach(() => rig.close());

const taken = async (shelf: string) =>
  (await rig.query<{ taken: number }>('store', 'SELECT taken FROM shelf WHERE id = $1', [shelf]))[0]?.taken ?? 0;

/** A transaction of the shop that takes its time: its rows are due at once, and nobody sees them yet. */
async function slowTransaction(shelf: string, n: number): Promise<{ commit(): Promise<void> }> {
  const client = new pg.Client(rig.urls.shop);
  await client.connect();
  await client.query('BEGIN');
  await leaveBehind(client, shelf, n);
  return { commit: () => client.query('COMMIT').then(() => client.end()) };
}

/** A timer that began after the slow rows came due has been swept: the sweep has passed their place. */
async function sweptPast(replica: Replica): Promise<void> {
  const id = newId();
  await rig.sell(replica, { id, shelf: newId() });
  await waitFor(async () => {
    const [sale] = await rig.query<{ reminded: number }>('shop', 'SELECT reminded FROM sale WHERE id = $1', [id]);
    return sale?.reminded ? undefined : 'the reminder has not come';
  });
}

test.each([
  ['not so long that the mark has passed them', 60_000, 1],
  ['longer than the mark lags behind', 100, 2],
])('rows whose commit takes %s are found', async (_, sweepLagMs, sweeps) => {
  const replica = await rig.start({ settings: { sweepLagMs } });
  const shelf = newId();
  const slow = await slowTransaction(shelf, 3);
  for (let n = 0; n < sweeps; n++) await sweptPast(replica);
  await slow.commit();
  await waitFor(async () => ((await taken(shelf)) === 3 ? undefined : `${await taken(shelf)} of 3 have come`));
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
});

const DEAD = 20_000;

test('20,000 dead rows cost a sweep nothing', async () => {
  if (!(await canCount(rig.urls.shop))) return console.warn('skipped: this server does not count what statements read');
  const replica = await rig.start();
  await sweptPast(replica);
  const alive = await buffersPerSweep(replica);
  const reader = new pg.Client(rig.urls.shop);
  await reader.connect();
  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM outbox'); // nothing that dies from now on can be tidied up
  await rig.query(
    'shop',
    `INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by)
     SELECT gen_random_uuid(), 'store', 'store.hand-out.v1', n, '{}', '{}', clock_timestamp() - interval '2 minutes', 1, 'somebody else'
     FROM generate_series(1, ${DEAD}) AS n; DELETE FROM outbox WHERE sent_by = 'somebody else'`,
  );
  const among = await buffersPerSweep(replica);
  await reader.end();
  console.log(`a sweep reads ${alive} buffers, and ${among} among ${DEAD} dead rows`);
  expect(among).toBeLessThan(alive + 20);
});

/** How many pages an idle sweep looks at, in the mean of five. */
async function buffersPerSweep(replica: Replica): Promise<number> {
  await quiet(rig);
  await rig.query(
    'shop',
    `SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()))`,
  );
  let row: { calls: number; buffers: number } | undefined;
  await waitFor(async () => {
    replica.engine('shop').relay.freed(); // wakes the sweep
    [row] = await rig.query<{ calls: number; buffers: number }>(
      'shop',
      `SELECT calls::int, (shared_blks_hit + shared_blks_read)::int AS buffers FROM pg_stat_statements JOIN pg_database d ON d.oid = dbid
       WHERE datname = current_database() AND query LIKE 'WITH clock AS MATERIALIZED%'`,
    );
    return row && row.calls >= 5 ? undefined : `${row?.calls ?? 0} of 5 sweeps`;
  });
  return row!.buffers / row!.calls;
}
