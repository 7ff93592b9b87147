import { newId, type Carrier, type Message } from '#libs/messaging';
import { waitFor } from '#test/wait-for';
import { complaints, quiet } from './books.js';
import { leaveBehind } from './left-behind.js';
import { Rig, type Replica } from './rig.js';

// What a crash left under way may have caused it
const LEFT = 50;
const shelf = newId();
let rig: Rig;
let shop: Replica;
let store: Replica;
/** What the shop sends is kept from the store until this opens. */
let gate: PromiseWithResolvers<void>;
/** The most messages that were under way at once. */
let most: number;

beforeEach(async () => {
  rig = await Rig.open();
  gate = Promise.withResolvers();
  most = 0;
  store = await rig.start({ name: 'store', contexts: ['store'], remote: () => shop.host.serverOf('shop') });
  shop = await startShop();
});
afterEach(() => rig.close());

function startShop(): Promise<Replica> {
  const underWay = new Set<Message>();
  const way: Carrier = {
    request: (request) => store.host.serverOf('store').request(request),
    deliver: async (frame) => {
      for (const message of frame.messages) underWay.add(message);
      most = Math.max(most, underWay.size);
      await gate.promise;
      const receipts = await store.host.serverOf('store').deliver(frame);
      for (const message of frame.messages) underWay.delete(message);
      return receipts;
    },
  };
  return rig.start({ name: 'shop', contexts: ['shop'], remote: () => way, settings: { leaseMs: 60_000 } });
}

/** Messages that were under way when their process died, as many times as that. */
async function leaveSent(sends: number): Promise<void> {
  const client = await rig.db.shop.connect();
  await client.query('BEGIN');
  await leaveBehind(client, shelf, LEFT);
  await client.query('UPDATE outbox SET sends = $1 WHERE sends = 0', [sends]);
  await client.query('COMMIT');
  client.release();
}

/** How many rows were sent how often. */
async function sentTimes(): Promise<Record<string, number>> {
  const rows = await rig.query<{ sends: number; n: number }>(
    'shop',
    `SELECT sends, count(*)::int AS n FROM outbox_message WHERE receiver = 'store' GROUP BY sends`,
  );
  return Object.fromEntries(rows.map(({ sends, n }) => [sends, n]));
}

test.each([
  ['once', 1, 16],
  ['twice', 2, 1],
])(
  'sent %s without an answer: few are under way again at once, so that another crash makes few suspects',
  async (_, sends, few) => {
    await leaveSent(sends);
    await waitFor(async () => ((await sentTimes())[sends + 1] ? undefined : 'nothing has been sent again'));
    expect(await sentTimes()).toEqual({ [sends]: LEFT - few, [sends + 1]: few });
    gate.resolve();
    await quiet(rig);
    expect(most).toBe(few);
    expect(await complaints(rig)).toEqual([]);
  },
);

test('a start knows when all is answered that a crash had left under way', async () => {
  await shop.stop();
  rig.replicas.splice(rig.replicas.indexOf(shop), 1);
  await leaveSent(1);
  await leaveSent(2);
  shop = await startShop();
  let isRecovered = false;
  void shop.engine('shop').recovered.then(() => (isRecovered = true));
  await waitFor(async () => ((await sentTimes())[3] ? undefined : 'nothing has been sent alone'));
  expect(isRecovered).toBe(false);
  gate.resolve();
  await shop.engine('shop').recovered;
  expect(await sentTimes()).toEqual({});
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
});

test('a context whose database lets nothing be swept does not keep the turn from the suspects of others', async () => {
  const locking = await rig.db.store.connect();
  try {
    await locking.query('BEGIN; LOCK TABLE outbox');
    await waitFor(async () => ((await isSweepWaiting()) ? undefined : 'the store does not wait for its outbox'));
    await leaveSent(2);
    await waitFor(async () => (most ? undefined : 'nothing has been sent alone'));
  } finally {
    await locking.query('ROLLBACK');
    locking.release();
  }
  gate.resolve();
  await quiet(rig);
  expect(await complaints(rig)).toEqual([]);
});

const isSweepWaiting = async (): Promise<boolean> =>
  (
    await rig.query(
      'store',
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'WITH opened%'`,
    )
  ).length > 0;
