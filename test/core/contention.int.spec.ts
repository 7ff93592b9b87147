import pg from 'pg';
import { newId, type Message } from '#libs/messaging';
import { waitFor } from '#test/wait-for';
import { complaints, deadLetters, quiet } from './books.js';
import { HandOut } from './contexts/contracts.js';
import { messageOf } from './message-of.js';
import { Rig, type Replica } from './rig.js';
import {
  attempts,
  blamed,
  brokenGuards,
  deadlocks,
  slowly,
  watchAttempts,
  watchBlame,
  watchGuards,
} from './witnesses.js';

// T7 and T8: others want the same rows
let rig: Rig;
let one: Replica;
let two: Replica;

beforeAll(async () => {
  rig = await Rig.open();
  one = await rig.start({ name: 'one' });
  two = await rig.start({ name: 'two' });
  await Promise.all([watchBlame(rig), watchGuards(rig, 'store'), watchAttempts(rig, 'store')]);
});
afterAll(() => rig.close());

const begin = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('BEGIN');
  return client;
};

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

test('two replicas that are wrong about each other soon load and lock: hardly a decision is taken twice', async () => {
  const [shelf, before] = [newId(), await brokenGuards(rig, 'store')];
  const handOuts = async (replica: Replica) => {
    for (let round = 0; round < 100; round++) await handOut([handOutOf(shelf)], replica);
  };
  await Promise.all([handOuts(one), handOuts(two)]);
  expect((await brokenGuards(rig, 'store')) - before).toBeLessThan(20);
  expect(await rig.query('store', 'SELECT taken FROM shelf WHERE id = $1', [shelf])).toEqual([{ taken: 200 }]);
});

const through = (replica: Replica, order: readonly string[]) =>
  Promise.all(order.map((shelf) => rig.sell(replica, { shelf })));

test('two replicas take many shelves in opposite orders: no deadlock comes out', async () => {
  const shelves = Array.from({ length: 40 }, () => newId());
  for (let round = 0; round < 5; round++)
    await Promise.all([through(one, shelves), through(two, shelves.toReversed())]);
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadlocks(rig)).toBe(0);
});

test('two replicas append to the same streams in opposite orders: no deadlock comes out', async () => {
  const shelves = Array.from({ length: 40 }, () => newId());
  await slowly(rig, 'shop', 'event', async () => {
    await Promise.all([through(one, shelves), through(two, shelves.toReversed())]);
  });
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadlocks(rig)).toBe(0);
});

test('what a foreign writer changes meanwhile is waited for, and decided upon', async () => {
  const shelf = newId();
  await rig.sell(one, { shelf });
  await quiet(rig);
  const stranger = await begin(rig.urls.store);
  await stranger.query('SELECT FROM shelf WHERE id = $1 FOR UPDATE', [shelf]);
  await stranger.query('UPDATE shelf SET taken = taken + 10 WHERE id = $1', [shelf]);
  const sold = rig.sell(one, { shelf });
  await waitFor(async () => {
    const waiting = await rig.query(
      'store',
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return waiting.length ? undefined : 'nobody waits for the row';
  });
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
  const sale = newId();
  await rig.sell(one, { id: sale, shelf: held });
  await sentBack(sale, 3, () => rig.sell(one, { shelf: free }));
  await waitFor(async () => {
    const left = await rig.query('shop', `SELECT key FROM outbox_message WHERE receiver = 'store'`);
    return left.length === 1 ? undefined : `${left.length} hand-outs wait instead of one`;
  });
  await stranger.query('ROLLBACK');
  await stranger.end();
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect([...(await blamed(rig)), ...(await deadLetters(rig))]).toEqual([]);
});

/** One frame to the store, and how often it began a batch for it. */
async function handOut(messages: readonly Message[], replica = one) {
  const before = await attempts(rig, 'store');
  const frame = { id: newId(), sender: 'shop', receiver: 'store', messages, remainingMs: 20_000 };
  const receipts = await replica.engine('store').server.deliver(frame);
  return { outcomes: receipts.map(({ outcome }) => outcome), attempts: (await attempts(rig, 'store')) - before };
}
const handOutOf = (shelf: string): Message => messageOf('shop', new HandOut({ sale: newId(), shelf, quantity: 1 }));

test('two replicas make the same rows in opposite orders: no deadlock comes out', async () => {
  const shelves = Array.from({ length: 40 }, () => newId());
  await slowly(rig, 'store', 'shelf', async () => {
    const frames = [handOut(shelves.map(handOutOf)), handOut(shelves.toReversed().map(handOutOf), two)];
    for (const { outcomes } of await Promise.all(frames)) expect(outcomes).toEqual(Array(40).fill('done'));
  });
  expect(await deadlocks(rig)).toBe(0);
  expect(await rig.query('store', 'SELECT FROM shelf WHERE id = ANY($1) AND taken = 2', [shelves])).toHaveLength(40);
});

test('of a batch only the item whose row is held is put back, at the second attempt', async () => {
  const held = newId();
  await handOut([handOutOf(held)]);
  const stranger = await begin(rig.urls.store);
  await stranger.query('SELECT FROM shelf WHERE id = $1 FOR UPDATE', [held]);
  const messages = [handOutOf(held), ...Array.from({ length: 15 }, () => handOutOf(newId()))];
  expect(await handOut(messages)).toEqual({ outcomes: ['busy', ...Array(15).fill('done')], attempts: 2 });
  await stranger.end();
  expect((await handOut(messages)).outcomes).toEqual(Array(16).fill('done'));
});

test('a message whose copy nobody decides is put back, and its neighbours are not', async () => {
  const messages = Array.from({ length: 4 }, () => handOutOf(newId()));
  const stranger = await begin(rig.urls.store);
  await stranger.query(`INSERT INTO inbox (id, reaction) VALUES ($1, '')`, [messages[2]!.id]);
  expect((await handOut(messages)).outcomes).toEqual(['done', 'done', 'busy', 'done']);
  await stranger.end();
  expect((await handOut(messages)).outcomes).toEqual(Array(4).fill('done'));
});

/** Until the hand-out of a sale has come back to the shop so often; meanwhile others do what they do. */
async function sentBack(sale: string, times: number, meanwhile: () => Promise<unknown>): Promise<void> {
  const dueTimes = new Set<number>();
  await waitFor(async () => {
    await meanwhile();
    const [row] = await rig.query<{ due_at: Date }>(
      'shop',
      `SELECT due_at FROM outbox WHERE key = $1 AND receiver = 'store' AND sends = 0`,
      [sale],
    );
    if (row) dueTimes.add(row.due_at.getTime());
    return dueTimes.size >= times ? undefined : `it has come back ${dueTimes.size} times`;
  });
}
