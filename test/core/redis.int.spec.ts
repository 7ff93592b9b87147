import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '#libs/messaging';
import type { Transport } from '#libs/messaging/transports';
import { describeWithRedis, TestRedis, transportOver } from '#test/redis';
import { complaints, deadLetters, quiet } from './books.js';
import { Rig, type Replica } from './rig.js';

/** Usually a few seconds; a sender knocks at an absent receiver every ten at most. */
const FROZEN_MS = 3_500;
/** Of messages without an answer the third send is suspicious, and the fifth would be the last. */
const ROUNDS = 5;
/** A receiver answers within half of it, and a whole backlog comes at once here, on machines that have other things to do. */
const settings = { leaseMs: 5_000 };

// Each context in a process of its own, with a Redis between them that is mistreated while goods are sold.
describeWithRedis('a broker that is mistreated loses nothing and doubles nothing', () => {
  let redis: TestRedis;
  let rig: Rig;
  let transports: Transport[];
  beforeEach(async () => {
    [redis, rig] = await Promise.all([TestRedis.start(), Rig.open()]);
    transports = [];
  });
  afterEach(async () => {
    await Promise.all(transports.map((transport) => transport.drain()));
    await rig.close();
    await Promise.all(transports.map((transport) => transport.close()));
    await redis.stop();
  });

  async function host(context: 'shop' | 'store', name: string): Promise<Replica> {
    const transport = await transportOver(redis, name);
    transports.push(transport);
    const replica = await rig.start({
      name,
      contexts: [context],
      remote: (other) => transport.carrierTo(other),
      settings,
    });
    await transport.serve([replica.host.serverOf(context)]);
    return replica;
  }

  /** Sells without a pause until told to stop. */
  function selling(shop: Replica): () => Promise<void> {
    const shelves = [newId(), newId(), newId()];
    let isOver = false;
    const sellers = shelves.map(async (shelf) => {
      while (!isOver) await rig.sell(shop, { shelf }).then(() => pause(10));
    });
    return async () => {
      isOver = true;
      await Promise.all(sellers);
    };
  }

  const waiting = async () => Number((await rig.query('shop', 'SELECT count(*) AS n FROM outbox_message'))[0]!.n);

  const mistreatments: [string, (redis: TestRedis) => Promise<void>][] = [
    [
      'killed with -9 and started again',
      async (broker) => {
        await broker.kill9();
        await pause(1_500);
        await broker.restart();
      },
    ],
    ['wiped', (broker) => broker.flush()],
    [
      'stopped with its connections open, and woken',
      async (broker) => {
        broker.freeze();
        await pause(FROZEN_MS);
        broker.thaw();
      },
    ],
  ];

  test.each(mistreatments)('%s', async (what, mistreat) => {
    await host('store', 'store');
    await host('store', 'store-2');
    const shop = await host('shop', 'shop');
    const stop = selling(shop);
    for (let round = 0; round < ROUNDS; round++) {
      await pause(700);
      await mistreat(redis);
    }
    const [backlog, returned] = [await waiting(), performance.now()];
    await pause(300);
    await stop();
    await quiet(rig);
    const took = Math.round(performance.now() - returned);
    console.log(
      `Redis ${what}: ${rig.sold.length} sales, ${backlog} messages waited at its return, drained after ${took} ms`,
    );
    expect(await complaints(rig)).toEqual([]);
    expect(await deadLetters(rig)).toEqual([]);
  });
});
