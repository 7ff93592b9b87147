import { newId, UnitOfWork } from '#libs/messaging';
import { complaints, deadLetters, quiet } from './books.js';
import type { Misdeed } from './contexts/contracts.js';
import { decided } from './contexts/shop.handlers.js';
import { Rig, type Replica } from './rig.js';

// T14: what must not be is said loudly, by name, and hurts nobody else
let rig: Rig;
let replica: Replica;
beforeAll(async () => {
  rig = await Rig.open();
  replica = await rig.start({ settings: { retryMs: 2 } });
});
afterAll(() => rig.close());

test('a decision that is asynchronous, changes what it peeked at or did not load, or is not made at all, is found out', async () => {
  const why: Partial<Record<Misdeed, string>> = {
    promises: 'decide must be synchronous: it returned a promise',
    'sets-what-it-peeked': 'the decision sets a Shelf that it only peeked at',
    'sets-what-it-did-not-load': 'the decision sets a Shelf that it did not load',
    'decides-nothing': 'message.no-decision',
  };
  const shelf = newId();
  await Promise.all([
    ...Object.keys(why).map((misdeed) => rig.sell(replica, { shelf: newId(), misdeed: misdeed as Misdeed })),
    ...Array.from({ length: 20 }, () => rig.sell(replica, { shelf })),
  ]);
  await quiet(rig);
  const reasons = (await deadLetters(rig)).map((letter) => letter.why);
  expect(reasons).toHaveLength(4);
  for (const reason of Object.values(why)) expect(reasons).toContainEqual(expect.stringContaining(reason));
  expect(await complaints(rig)).toEqual([]);
});

test('a decision outside a message is refused', () => {
  const work = new UnitOfWork(replica.engine('shop').loop);
  expect(() => work.on({}).decide(() => ({}))).toThrow('a decision needs a message');
});

test('a query that writes is refused by the database', async () => {
  const { dataSource } = replica.engine('shop');
  await expect(dataSource.query(`DELETE FROM sale`)).rejects.toMatchObject({ code: '25006' });
});

test('a decision that is run again comes to the same result, ids included', async () => {
  const other = await rig.start({ name: 'two' });
  const shelf = newId();
  for (let round = 0; round < 20; round++) await Promise.all([replica, other].map((one) => rig.sell(one, { shelf })));
  const again = [...Map.groupBy(decided, ({ id }) => id).values()].filter((runs) => runs.length > 1);
  expect(again.length).toBeGreaterThan(0);
  for (const runs of again) expect(new Set(runs.map(({ receipt }) => receipt)).size).toBe(1);
  await quiet(rig);
});
