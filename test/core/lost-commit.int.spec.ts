import { newId } from '#libs/messaging';
import { PostgresProxy, type Mode } from '#test/postgres-proxy';
import { waitFor } from '#test/wait-for';
import { complaints, deadLetters, quiet } from './books.js';
import { Customers } from './customers.js';
import { CONTEXTS, Rig, type Replica } from './rig.js';
import { blamed, watchBlame } from './witnesses.js';

// T5: the answer to COMMIT is lost, and nobody knows whether it was done
let rig: Rig;
let proxy: PostgresProxy;
let replica: Replica;
const shelf = newId();
const CUTS = 15;

beforeAll(async () => {
  rig = await Rig.open();
  proxy = await PostgresProxy.before(rig.urls.shop);
  replica = await rig.start({
    urls: { shop: proxy.url(), store: proxy.url(rig.urls.store) },
    settings: { leaseMs: 1_500 },
  });
  await watchBlame(rig);
  await rig.sell(replica, { shelf });
  await quiet(rig);
});
afterEach(async () => {
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
  expect([...(await blamed(rig)), ...(await deadLetters(rig))]).toEqual([]);
});
afterAll(async () => {
  await rig.close();
  await proxy.close();
});

/** Sales at once, the next COMMIT struck: of one alone it is that of the sale; of several it may be any, so it is done often. */
async function sellThrough(mode: Mode, sales = 8): Promise<void> {
  const before = proxy.strikes;
  proxy.mode = mode;
  await Promise.all(Array.from({ length: sales }, () => rig.sell(replica, { shelf })));
  expect(proxy.strikes).toBe(before + 1);
}

test.each<Mode>(['cut-answer-of-commit', 'cut-before-commit', 'leave-ghost-at-commit'])(
  '%s: what was asked for is done once',
  async (mode) => {
    for (const sales of [1, 8, 8, 8]) await sellThrough(mode, sales);
  },
);

/** Backends that somebody ended, and those that the server ended by itself: their transaction had been idle for too long. */
async function endedBackends() {
  const perContext = await Promise.all(
    CONTEXTS.map((context) =>
      rig.query<{ byUs: number; byServer: number }>(
        context,
        `SELECT sessions_killed::int AS "byUs", sessions_fatal::int AS "byServer" FROM pg_stat_database WHERE datname = current_database()`,
      ),
    ),
  );
  const sum = (who: 'byUs' | 'byServer') => perContext.reduce((n, [row]) => n + row![who], 0);
  return { byUs: sum('byUs'), byServer: sum('byServer') };
}

test('a ghost that holds the rows is ended at once, not waited for', async () => {
  const before = await endedBackends();
  await sellThrough('leave-ghost-at-commit');
  await waitFor(async () => ((await endedBackends()).byUs > before.byUs ? undefined : 'nobody has ended the ghost'));
  expect(await endedBackends()).toEqual({ byUs: before.byUs + 1, byServer: before.byServer });
});

test('connections that are cut anywhere cost time, nothing else', async () => {
  const customers = new Customers(rig, replica, shelf);
  for (let cuts = 0; cuts < CUTS; cuts++) {
    proxy.cut();
    await customers.servedOnce();
  }
  await customers.leave();
});
