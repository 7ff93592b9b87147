import { newId } from '#libs/messaging';
import { CoreChild } from '#test/core-child';
import { waitFor } from '#test/wait-for';
import { complaints, deadLetters, quiet } from './books.js';
import { Sell, type Misdeed } from './contexts/contracts.js';
import { leaveBehind } from './left-behind.js';
import { Rig } from './rig.js';
import { blamed, claims, watchBlame, watchClaims } from './witnesses.js';

// T4: messages that cannot be taken; their neighbours must not notice
let rig: Rig;
beforeEach(async () => {
  rig = await Rig.open();
});
afterEach(() => rig.close());

const shelf = newId();
const neighbours = (n: number): Sell[] =>
  Array.from({ length: n }, () => new Sell({ id: newId(), shelf, quantity: 1 }));

test('a message that throws or breaks a constraint ends with the dead letters after ten failures, alone', async () => {
  const replica = await rig.start({ settings: { retryMs: 1 } });
  await watchBlame(rig);
  const bad: readonly [Misdeed, string][] = [
    ['throws', 'a bug in a decision'],
    ['breaks-a-constraint', 'shelf_taken_check'],
  ];
  const sales = neighbours(60).map((sell) => rig.sell(replica, sell));
  await Promise.all([...sales, ...bad.map(([misdeed]) => rig.sell(replica, { shelf: newId(), misdeed }))]);
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  const parked = await deadLetters(rig);
  expect(parked).toHaveLength(2);
  for (const [, why] of bad)
    expect(parked).toContainEqual(
      expect.objectContaining({ type: 'store.hand-out.v1', failures: 10, why: expect.stringContaining(why) }),
    );
  expect(await blamed(rig)).toHaveLength(2 * 9); // the tenth failure is the dead letter
});

test('messages that have failed before and fail again cost those beside them nothing', async () => {
  const bad = [7, 8, 9].map((failures) => ({ id: newId(), failures }));
  await rig.start({ settings: { retryMs: 1 } });
  await watchClaims(
    rig,
    'store',
    bad.map(({ id }) => id),
  );
  await leaveBehindAmong(60, bad);
  await waitFor(async () => ((await taken()) === 60 ? undefined : `${await taken()} of 60 neighbours were taken`));
  await quiet(rig);
  expect((await deadLetters(rig)).map(({ failures }) => failures)).toEqual([10, 10, 10]);
  expect(await claims(rig, 'store')).toBe(60); // none was in a batch that broke
});

const taken = async () =>
  (await rig.query<{ taken: number }>('store', 'SELECT taken FROM shelf WHERE id = $1', [shelf]))[0]?.taken ?? 0;

/** Hand-outs that one frame holds: the bad ones break a constraint, and stand at its beginning, in its middle and at its end. */
async function leaveBehindAmong(n: number, bad: readonly { id: string; failures: number }[]): Promise<void> {
  const shop = await rig.db.shop.connect();
  await shop.query('BEGIN');
  await leaveBehind(shop, shelf, n + bad.length);
  await shop.query(
    `UPDATE outbox SET id = bad.id, failures = bad.failures,
       body = body::jsonb || jsonb_build_object('misdeed', 'breaks-a-constraint', 'shelf', bad.id)
     FROM unnest($1::uuid[], $2::int[]) WITH ORDINALITY AS bad(id, failures, n) WHERE key::int = bad.n * $3`,
    [bad.map(({ id }) => id), bad.map(({ failures }) => failures), n / bad.length],
  );
  await shop.query('COMMIT');
  shop.release();
}

test('a message that kills its process is parked after few crashes, and nobody with it', async () => {
  const poison = new Sell({ id: newId(), shelf: newId(), quantity: 1, misdeed: 'kills' });
  const all = [...neighbours(20), poison, ...neighbours(20)];
  rig.sold.push(...all);
  let crashes = 0;
  for (let child = start(rig, all); ; child = start(rig, [])) {
    if (await survives(rig, child)) {
      child.kill();
      break;
    }
    crashes++;
    expect(crashes).toBeLessThan(10);
  }
  await rig.start();
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([
    expect.objectContaining({
      key: poison.id,
      type: 'store.hand-out.v1',
      why: expect.stringContaining('message.unanswered'),
    }),
  ]);
  expect(crashes).toBeLessThanOrEqual(4);
  const [letter] = await rig.query<Record<'correlation' | 'cause', string>>(
    'shop',
    `SELECT headers::jsonb->>'correlationid' AS correlation, headers::jsonb->>'causationid' AS cause FROM dead_letter`,
  );
  expect(letter!.correlation).toBe(letter!.cause); // the request that it came from, by which everything about it is found
});

function start(on: Rig, sells: readonly Sell[]): CoreChild {
  const child = CoreChild.start(on);
  void child.ready().then(() => sells.forEach((sell) => child.sell(sell)));
  return child;
}

/** True when the process has parked the poison message, false when it has died of it. */
async function survives(on: Rig, child: CoreChild): Promise<boolean> {
  await waitFor(async () => {
    if (!child.isAlive || (await deadLetters(on)).length) return undefined;
    return 'the poison message has neither killed it nor been parked';
  });
  return child.isAlive;
}
