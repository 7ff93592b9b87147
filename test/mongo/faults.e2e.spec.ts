import { setTimeout as pause } from 'node:timers/promises';
import { Cleave } from '#test/cleave';
import { describeWithMongo, TestMongo } from '#test/mongo';
import { Random } from '#test/random';
import { untilAsTheStreamsSay } from '#test/read-side';
import { Searcher } from '#test/searcher';
import { TcpProxy } from '#test/tcp-proxy';
import { underLoad, UNHARMED } from '#test/under-load';
import { MongoDocuments } from '../../src/modules/orders/adapters/mongo-documents/mongo-documents.js';

/** A few: the server of the specs writes a hundred documents a second. */
const IN_FLIGHT = 4;
/** Longer than a search may take, so that some begin and end while MongoDB is away. */
const AWAY_MS = 4_000;
/** Longer than the driver waits for a connection, and than a search may take. */
const LATE_MS = 1_800;

interface Disturbance {
  readonly what: string;
  readonly strike: () => Promise<void>;
  readonly heal?: () => Promise<void>;
}

describeWithMongo('orders while their MongoDB is disturbed', () => {
  const random = new Random();
  let mongo: TestMongo;
  let proxy: TcpProxy;
  let store: MongoDocuments;
  beforeAll(async () => {
    console.log(`CLEAVE_TEST_SEED=${random.seed}`);
    mongo = await TestMongo.start();
    proxy = await TcpProxy.before({ host: '127.0.0.1', port: mongo.port });
    store = new MongoDocuments(mongo.url);
  });
  afterAll(async () => {
    await store.close();
    await proxy.close();
    await mongo.stop();
  });

  const DISTURBANCES: readonly Disturbance[] = [
    { what: 'is killed -9', strike: () => mongo.kill9(), heal: () => mongo.restart() },
    { what: 'hangs', strike: async () => mongo.freeze(), heal: async () => mongo.thaw() },
    { what: 'is slow', strike: async () => proxy.slow(LATE_MS), heal: async () => proxy.slow(0) },
    { what: 'loses everything', strike: () => mongo.wipe() },
  ];

  describe('without another store', () => {
    let cleave: Cleave;
    beforeAll(async () => {
      cleave = await Cleave.start({
        CLEAVE_MONGO_URL: `mongodb://127.0.0.1:${proxy.port}/cleave?directConnection=true`,
      });
    });
    afterAll(() => cleave.discard());

    it.each(DISTURBANCES)(
      'it $what: orders flow, searches say that they are not available, and afterwards every order is there',
      async ({ strike, heal }) => {
        const aftermath = await underLoad(cleave, { inFlight: IN_FLIGHT }, random, async (storm) => {
          const searcher = await Searcher.over(cleave);
          await searcher.untilFound();
          searcher.begin();
          await strike();
          const before = storm.accepted.length;
          await searcher.untilRefused();
          await pause(AWAY_MS); // of orders without MongoDB, not a wait for something
          expect(storm.accepted.length).toBeGreaterThan(before);
          await heal?.();
          await searcher.untilFound();
          expect(await searcher.end()).toEqual([]);
        });
        await untilAsTheStreamsSay(cleave, store);
        console.log(aftermath.figures);
        expect(aftermath).toMatchObject(UNHARMED);
      },
    );
  });

  it('with PostgreSQL beside it, searches are answered all the time', async () => {
    await mongo.wipe();
    const settings = { CLEAVE_MONGO_URL: mongo.url, CLEAVE_SEARCH_FALLBACK: 'postgres' };
    const cleave = await Cleave.start(settings);
    try {
      const aftermath = await underLoad(cleave, { inFlight: IN_FLIGHT }, random, async () => {
        const searcher = await Searcher.over(cleave);
        await searcher.untilFound();
        searcher.begin({ mayBeRefused: false });
        await mongo.kill9();
        await pause(AWAY_MS);
        await mongo.restart();
        expect(await searcher.end()).toEqual([]);
      });
      await untilAsTheStreamsSay(cleave, store);
      expect(aftermath).toMatchObject(UNHARMED);
    } finally {
      await cleave.discard();
    }
  });
});
