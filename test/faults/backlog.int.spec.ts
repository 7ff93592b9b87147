import { newId, type Carrier } from '#libs/messaging';
import { heapInUse } from '#test/heap';
import { waitFor } from '#test/wait-for';
import { complaints, deadLetters, quiet } from '../core/books.js';
import { leaveBehind } from '../core/left-behind.js';
import { Rig, type Replica } from '../core/rig.js';

// T9: a receiver that is away, then there but mute, then back, and what is left for it is many times what memory may hold
const WINDOW_BYTES = 16_000_000;

describe.each([
  { left: 20_000, bytes: 4_000 },
  { left: 500, bytes: 200_000 },
])('$left messages of $bytes bytes', ({ left, bytes }) => {
  let rig: Rig;
  let shop: Replica;
  let way: Carrier | undefined;
  const awake = Promise.withResolvers<Carrier>();
  const shelf = newId();
  /** So long that nothing here is about leases, on any machine. */
  const settings = { leaseMs: 60_000 };
  const lane = () => shop.engine('shop').relay.lanes.get('store')!;

  beforeAll(async () => {
    rig = await Rig.open();
    shop = await rig.start({ name: 'shop', contexts: ['shop'], remote: () => way, settings });
    await waitFor(async () => (lane().isOpen ? 'the shop has not noticed that the store is away' : undefined));
    await rig.sell(shop, { shelf: newId() });
    await leaveBehind(rig.db.shop, shelf, left, bytes);
  });
  afterAll(() => rig.close());

  const SENT = `outbox_message WHERE receiver = 'store' AND sends > 0`;
  /** What waits for the store, row by row: who has written it last. */
  const rowsLeft = () =>
    rig.query<{ digest: string }>(
      'shop',
      `SELECT md5(string_agg(id || ' ' || xmin, ',' ORDER BY id)) AS digest FROM outbox WHERE receiver = 'store' AND sent_by <> 'shop/shop'`,
    );
  const count = async (what: string): Promise<number> =>
    (await rig.query<{ n: number }>('shop', `SELECT count(*)::int AS n FROM ${what}`))[0]!.n;

  /** Bells are rung and reminders come as ever. */
  async function othersAreServed(): Promise<void> {
    const before = await count('sale');
    await Promise.all(Array.from({ length: 30 }, () => rig.sell(shop, { shelf: newId() })));
    await waitFor(async () => {
      const served = await count('sale WHERE rung = 1 AND reminded = 1');
      return served === before + 30 ? undefined : `${served} of ${before + 30} sales are rung and reminded`;
    });
  }

  test('away: nothing of what waits is touched', async () => {
    const before = await rowsLeft();
    await othersAreServed();
    expect(await rowsLeft()).toEqual(before);
    expect(await count(SENT)).toBe(0);
  });

  test('there, but mute: no more than a window of it comes into memory', async () => {
    const before = heapInUse();
    let isMute = false;
    way = {
      request: (request) => awake.promise.then((store) => store.request(request)),
      deliver: async (frame) => {
        if (frame.messages.length) isMute = true; // it has answered a knock, and was stopped then
        return isMute ? awake.promise.then((store) => store.deliver(frame)) : [];
      },
    };
    await waitFor(async () => (lane().room === 0 ? undefined : `there is room for ${lane().room} messages`));
    await othersAreServed();
    const held = heapInUse() - before;
    expect(held).toBeLessThan(4 * WINDOW_BYTES); // with the buffers in which they came from the driver; 44 MB were seen
    expect(await count(SENT)).toBeLessThan((2 * WINDOW_BYTES) / bytes);
  });

  test('back: everything is handed out once', async () => {
    const store = await rig.start({
      name: 'store',
      contexts: ['store'],
      remote: () => shop.host.serverOf('shop'),
      settings,
    });
    way = store.host.serverOf('store');
    awake.resolve(way);
    await othersAreServed();
    await quiet(rig);
    expect(await complaints(rig)).toEqual([]);
    expect(await deadLetters(rig)).toEqual([]);
    const handedOut = await rig.query(
      'store',
      'SELECT count(*)::int AS rows, count(DISTINCT sale)::int AS sales FROM movement WHERE shelf = $1',
      [shelf],
    );
    expect(handedOut).toEqual([{ rows: left, sales: left }]);
    expect(await rig.query('shop', 'SELECT taken FROM shelf_copy WHERE shelf = $1', [shelf])).toEqual([
      { taken: left },
    ]);
  });
});
