import type pg from 'pg';
import { adminSession } from '#libs/database';
import { Cleave } from '#test/cleave';
import { waitFor } from '#test/wait-for';
import { copiesBecome, copiesOf, projection, Shop } from './searching.js';

/** Three pages of a fill. */
const MANY = 1_200;

/** Further orders like this one, which is final, as if they had been placed. */
const LIKE_IT = `
  WITH other AS MATERIALIZED (SELECT gen_random_uuid()::text AS id FROM generate_series(1, ${MANY}))
  INSERT INTO event (stream, version, type, data, headers, at)
  SELECT left(stream, -36) || other.id, version, type, replace(data, $1, other.id), headers, at
  FROM event CROSS JOIN other WHERE stream IN ('order-' || $1, 'checkout-' || $1)`;

let cleave: Cleave;
let shop: Shop;
const sql = (text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> =>
  adminSession(cleave.databases.orders!, (client) => client.query(text, [...values]));
const tables = async () =>
  (await sql(`SELECT relname FROM pg_class WHERE relname ~ '^order_document_\\d+$' ORDER BY 1`)).rows.map(
    ({ relname }: { relname: string }) => relname,
  );

beforeAll(async () => {
  cleave = await Cleave.start();
  shop = await Shop.open(cleave);
  await sql(LIKE_IT, [await shop.order()]);
  await copiesBecome(cleave, '1 live');
});
afterAll(() => cleave?.discard());

it('is rebuilt while orders come and are searched: no search fails, nothing is missing', async () => {
  shop.begin();
  await projection(cleave, ['rebuild', 'orders', '--follow']);
  await projection(cleave, ['status', 'orders@postgres']);
  const before = shop.placed.length;
  expect(await projection(cleave, ['compare', 'orders'])).toMatch(/^Copy 2 of orders@postgres is what the streams say/);
  expect(await projection(cleave, ['swap', 'orders'])).toContain('Copy 2 of orders@postgres is searched');
  expect(shop.placed.length).toBeGreaterThan(before);
  const late = await shop.order();
  await waitFor(async () => ((await shop.search()).some(({ id }) => id === late) ? undefined : `${late} is not found`));
  await projection(cleave, ['drop', 'orders']);
  await waitFor(async () => ((await tables()).join() === 'order_document_2' ? undefined : (await tables()).join()));
  await shop.end();
  expect(shop.failed).toEqual([]);
  expect(shop.searches).toBeGreaterThan(20);
  expect(await projection(cleave, ['compare', 'orders'])).toMatch(
    new RegExp(`${MANY + shop.placed.length} documents compared`),
  );
});

it('a fill that is killed with -9 in the middle goes on by itself', async () => {
  await cleave.stop();
  await cleave.run({ FAULT: 'projection.filled:2:kill9' });
  await projection(cleave, ['rebuild', 'orders']);
  await waitFor(() => Promise.resolve(cleave.isRunning ? 'it still runs' : undefined));
  const [row] = (await sql('SELECT filled::int, filled_at FROM projection_progress WHERE copy = 3')).rows as object[];
  expect(row).toEqual({ filled: 500, filled_at: null });
  await cleave.run();
  await projection(cleave, ['status', '--follow']);
  expect(await projection(cleave, ['compare', '--copy', '3'])).toContain('is what the streams say');
  await projection(cleave, ['swap']);
  await projection(cleave, ['drop', '--copy', '2']);
  await copiesBecome(cleave, '3 live');
});

it('documents of an older shape are such a rebuild: searched as they are until the new ones are swapped in', async () => {
  await sql(`UPDATE order_document_3 SET doc = doc - 'payment'; UPDATE projection_copy SET shape = 0 WHERE copy = 3`);
  expect(await copiesOf(cleave)).toMatchObject([{ copy: 3, state: 'live', shape: 0, codeShape: 1 }]);
  expect(await projection(cleave, ['ls'])).toContain('shape 0, the code makes 1: cleave projection rebuild');
  expect(await projection(cleave, ['compare'], 1)).toMatch(/\d+ different/);

  await projection(cleave, ['rebuild', '--follow']);
  expect(await projection(cleave, ['compare'])).toContain('Copy 4 of orders@postgres is what the streams say');
  await projection(cleave, ['swap']);
  await waitFor(async () => {
    const found = await shop.search('&payment=captured');
    return found.length ? undefined : 'no order is found by its payment';
  });
  expect(await copiesOf(cleave)).toMatchObject([
    { copy: 3, state: 'old', shape: 0 },
    { copy: 4, state: 'live', shape: 1 },
  ]);
});
