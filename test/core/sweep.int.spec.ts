import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { newId } from '#libs/messaging';
import { waitFor } from '#test/wait-for';
import { complaints, quiet } from './books.js';
import { Rig } from './rig.js';

// T9, small, and T13: rows that the sweep must find
let rig: Rig;
beforeEach(async () => {
  rig = await Rig.open();
});
afterEach(() => rig.close());

const INSERT = `INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by)
  SELECT gen_random_uuid(), 'store', 'store.hand-out.v1', n, json_build_object('sale', gen_random_uuid(), 'shelf', $1::text, 'quantity', 1),
    json_build_object('source', 'shop', 'time', to_char(now() AT TIME ZONE 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'traceparent', '', 'correlationid', gen_random_uuid(), 'causationid', gen_random_uuid()),
    clock_timestamp(), 0, 'a slow one' FROM generate_series(1, $2::int) AS n`;
const taken = async (shelf: string) =>
  (await rig.query<{ taken: number }>('store', 'SELECT taken FROM shelf WHERE id = $1', [shelf]))[0]?.taken ?? 0;

test('a row that is committed long after it came due is not skipped', async () => {
  const replica = await rig.start();
  const shelf = newId();
  const slow = new pg.Client(rig.urls.shop);
  await slow.connect();
  await slow.query('BEGIN');
  await slow.query(INSERT, [shelf, 3]);
  for (let i = 0; i < 20; i++) {
    await rig.sell(replica, { shelf: newId() });
    await pause(100); // sweeps pass over the place of the slow ones
  }
  await slow.query('COMMIT');
  await slow.end();
  await waitFor(async () => ((await taken(shelf)) === 3 ? undefined : `${await taken(shelf)} of 3 have come`), 3_000);
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
});

test.each([
  ['away', () => undefined],
  [
    'stopped with its connection alive',
    () => ({ request: () => new Promise<never>(() => undefined), deliver: () => new Promise<never>(() => undefined) }),
  ],
])(
  'a receiver that is %s gets everything when it is back, and others do not notice',
  async (_, silence) => {
    let isBack = false;
    const store = () => rig.replicas.find(({ host }) => host.process === 'store');
    const shop = await rig.start({
      name: 'shop',
      contexts: ['shop'],
      remote: () => (isBack ? store()!.host.serverOf('store') : silence()),
    });
    const shelf = newId();
    await rig.query('shop', INSERT, [shelf, 500]);
    const sales = Array.from({ length: 30 }, () => rig.sell(shop, { shelf: newId() }));
    await Promise.all(sales);
    await waitFor(async () => {
      const [{ n }] = (await rig.query<{ n: number }>(
        'shop',
        'SELECT count(*)::int AS n FROM sale WHERE rung = 1 AND reminded = 1',
      )) as [{ n: number }];
      return n === 30 ? undefined : `${n} of 30 were rung and reminded`;
    }, 3_000);
    await pause(1_000);
    const [{ most, failures }] = (await rig.query<{ most: number; failures: number }>(
      'shop',
      `SELECT max(sends) AS most, max(failures) AS failures FROM outbox WHERE receiver = 'store'`,
    )) as [{ most: number; failures: number }];
    expect(failures).toBe(0);
    expect(most).toBeLessThanOrEqual(1); // knocking sends no row
    await rig.start({ name: 'store', contexts: ['store'], remote: () => shop.host.serverOf('shop') });
    isBack = true;
    await quiet(rig);
    expect(await taken(shelf)).toBe(500);
    expect(await complaints(rig)).toEqual([]);
  },
  30_000,
);
