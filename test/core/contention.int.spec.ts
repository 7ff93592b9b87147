import pg from 'pg';
import { newId } from '#libs/messaging';
import { complaints, deadLetters, quiet } from './books.js';
import { Rig, type Replica } from './rig.js';

// T7 and T8: others at the same rows
let rig: Rig;
let one: Replica;
let two: Replica;

beforeAll(async () => {
  rig = await Rig.open();
  one = await rig.start({ name: 'one' });
  two = await rig.start({ name: 'two' });
});
afterAll(() => rig.close());

const begin = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('BEGIN');
  return client;
};
const failures = async () =>
  (await rig.query<{ n: number }>('shop', 'SELECT coalesce(sum(failures), 0)::int AS n FROM outbox'))[0]!.n;

test('two replicas hammer one shelf and one till: every sale succeeds and the sum is exact', async () => {
  const shelf = newId();
  for (let round = 0; round < 10; round++)
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => rig.sell(i % 2 ? one : two, { shelf, quantity: 1 + (i % 3) })),
    );
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([]);
});

test('two replicas take many shelves in opposite orders: no deadlock comes out', async () => {
  const shelves = Array.from({ length: 40 }, () => newId());
  const through = (replica: Replica, order: readonly string[]) =>
    Promise.all(order.map((shelf) => rig.sell(replica, { shelf })));
  for (let round = 0; round < 5; round++)
    await Promise.all([through(one, shelves), through(two, shelves.toReversed())]);
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  const [{ deadlocks }] = (await rig.query<{ deadlocks: number }>(
    'store',
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  )) as [{ deadlocks: number }];
  expect(deadlocks).toBe(0);
});

test('what a foreign writer changes meanwhile is waited for, and decided upon', async () => {
  const shelf = newId();
  await rig.sell(one, { shelf });
  await quiet(rig);
  const stranger = await begin(rig.urls.store);
  await stranger.query('SELECT FROM shelf WHERE id = $1 FOR UPDATE', [shelf]);
  await stranger.query('UPDATE shelf SET taken = taken + 10, version = version + 1 WHERE id = $1', [shelf]);
  const sold = rig.sell(one, { shelf });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await stranger.query('COMMIT');
  await stranger.end();
  await sold;
  await quiet(rig);
  expect(await rig.query('store', 'SELECT taken FROM shelf WHERE id = $1', [shelf])).toEqual([{ taken: 12 }]);
  await rig.query('store', 'UPDATE shelf SET taken = taken - 10 WHERE id = $1', [shelf]);
  await rig.query('shop', 'UPDATE shelf_copy SET taken = taken - 10 WHERE shelf = $1', [shelf]);
});

test('an absent row that two replicas make at once is made once', async () => {
  for (let round = 0; round < 10; round++) {
    const shelf = newId();
    await Promise.all([rig.sell(one, { shelf }), rig.sell(two, { shelf })]);
  }
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
});

test('a row that a forgotten session holds stops nobody else, and nothing is counted', async () => {
  const [held, free] = [newId(), newId()];
  await rig.sell(one, { shelf: held });
  await quiet(rig);
  const stranger = await begin(rig.urls.store);
  await stranger.query('SELECT FROM shelf WHERE id = $1 FOR UPDATE', [held]);
  const begun = performance.now();
  await Promise.all([
    rig.sell(one, { shelf: held }),
    ...Array.from({ length: 50 }, () => rig.sell(one, { shelf: free })),
  ]);
  while (performance.now() - begun < 2_500) {
    await rig.sell(one, { shelf: free });
    expect(await failures()).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const [{ taken }] = (await rig.query<{ taken: number }>('store', 'SELECT taken FROM shelf WHERE id = $1', [
    free,
  ])) as [{ taken: number }];
  expect(taken).toBeGreaterThan(50);
  await stranger.query('ROLLBACK');
  await stranger.end();
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([]);
});
