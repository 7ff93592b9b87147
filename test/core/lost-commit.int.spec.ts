import { newId, type Refusal } from '#libs/messaging';
import { PostgresProxy, type Mode } from '#test/postgres-proxy';
import { complaints, deadLetters, quiet } from './books.js';
import { Rig, type Replica } from './rig.js';

// T5: the answer to COMMIT is lost, and nobody knows whether it was done
let rig: Rig;
let proxy: PostgresProxy;
let replica: Replica;
const shelf = newId();
/** Then the network holds: a request that finds it broken until its deadline is rightly told so. */
const MOST_CUTS = 15;

beforeAll(async () => {
  rig = await Rig.open();
  proxy = await PostgresProxy.before(rig.urls.shop);
  replica = await rig.start({
    urls: { shop: proxy.url(), store: proxy.url(rig.urls.store) },
    settings: { leaseMs: 1_500 },
  });
  await rig.sell(replica, { shelf });
});
afterAll(async () => {
  await rig.close();
  await proxy.close();
});

/** Eight sales at once, the next COMMIT struck; which context it hits is chance, so it is done often. */
async function sellThrough(mode: Mode): Promise<number> {
  const before = proxy.strikes;
  proxy.mode = mode;
  const begun = performance.now();
  await Promise.all(Array.from({ length: 8 }, () => rig.sell(replica, { shelf })));
  expect(proxy.strikes).toBe(before + 1);
  return performance.now() - begun;
}

test.each<Mode>(['cut-answer-of-commit', 'cut-before-commit', 'leave-ghost-at-commit'])(
  '%s: what was asked for is done once',
  async (mode) => {
    for (let i = 0; i < 3; i++) await sellThrough(mode);
    await quiet(rig);
    expect(await complaints(rig)).toEqual([]);
    expect(await deadLetters(rig)).toEqual([]);
  },
  30_000,
);

test('a ghost that holds the rows is ended at once, not waited for', async () => {
  expect(await sellThrough('leave-ghost-at-commit')).toBeLessThan(1_500); // idle_in_transaction_session_timeout is 2 s
});

/** A request whose connection is lost three times is answered 503, and repeated under its key. */
async function sellAsAClient(): Promise<void> {
  const [sale, request] = [newId(), newId()];
  for (let tries = 1; ; tries++) {
    try {
      await rig.sell(replica, { shelf, id: sale }, { id: request });
      return;
    } catch (error) {
      if ((error as Refusal).code !== 'context.unavailable' || tries === 10) throw error;
    }
  }
}

test('connections that are cut anywhere cost time, nothing else', async () => {
  const sales = Array.from({ length: 100 }, async (_, i) => {
    await new Promise((resolve) => setTimeout(resolve, i * 10));
    return sellAsAClient();
  });
  let cuts = 0;
  const cutting = setInterval(() => ++cuts <= MOST_CUTS && proxy.cut(), 90);
  await Promise.all(sales).finally(() => clearInterval(cutting));
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect(await deadLetters(rig)).toEqual([]);
});
