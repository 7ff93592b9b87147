import { setTimeout as pause } from 'node:timers/promises';
import { Cleave } from '#test/cleave';
import { Random } from '#test/random';
import { seconds, tableOf, Walker } from '#test/recovery';
import { describeWithRedis, TestRedis } from '#test/redis';
import { underLoad, UNHARMED } from '#test/under-load';

const IN_FLIGHT = 40;
const AWAY_MS = 2_000;

describeWithRedis('orders over Redis, under load', () => {
  const random = new Random();
  let redis: TestRedis;
  let cleave: Cleave;
  let walker: Walker;
  beforeAll(async () => {
    console.log(`CLEAVE_TEST_SEED=${random.seed}`);
    redis = await TestRedis.start();
    const placed = { placement: 'placements/pairs.yaml', transport: 'redis' };
    cleave = await Cleave.start({ REDIS_URL: redis.url }, placed);
    walker = await Walker.over(cleave);
  });
  afterAll(async () => {
    await cleave.discard();
    await redis.stop();
  });

  const DISTURBANCES: readonly (readonly [what: string, strike: () => Promise<void>])[] = [
    ['FLUSHALL', () => redis.flush()],
    [
      'kill -9',
      async () => {
        await redis.kill9();
        await pause(AWAY_MS);
        await redis.restart();
      },
    ],
    [
      'kill -9, and back at once',
      async () => {
        await redis.kill9();
        await redis.restart();
      },
    ],
  ];

  it.each(DISTURBANCES)(
    '%s, three times: nothing is lost or doubled, and the backlog is drained',
    async (what, strike) => {
      const rows = [[what, 'all served again']];
      const load = { inFlight: IN_FLIGHT, mayBeAway: true };
      const aftermath = await underLoad(cleave, load, random, async () => {
        for (let n = 1; n <= 3; n++) {
          await pause(random.between(500, 1_500)); // the moment of the fault, not a wait for something
          await strike();
          rows.push([`${n}`, seconds(await walker.untilServed())]);
        }
      });
      console.log(`${tableOf(rows)}\n${aftermath.figures}`);
      expect(aftermath).toMatchObject(UNHARMED);
    },
    200_000,
  );
});
