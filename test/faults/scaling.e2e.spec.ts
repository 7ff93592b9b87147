import { Cleave } from '#test/cleave';
import { cleaveCommand } from '#test/cleave-command';
import { areGone } from '#test/members';
import { Random } from '#test/random';
import { seconds, tableOf } from '#test/recovery';
import { describeWithRedis, TestRedis } from '#test/redis';
import type { Storm } from '#test/storm';
import { underLoad, UNHARMED } from '#test/under-load';
import { waitFor } from '#test/wait-for';

const LOAD = { inFlight: 40, mayBeAway: true };
/** What each number of replicas has to answer before the next one. */
const ORDERS = 100;

describeWithRedis('replicas that come and go while orders are in flight, over Redis', () => {
  const random = new Random();
  let redis: TestRedis;
  let cleave: Cleave;
  beforeAll(async () => {
    console.log(`CLEAVE_TEST_SEED=${random.seed}`);
    redis = await TestRedis.start();
    const settings = { REDIS_URL: redis.url, CLEAVE_MESSAGE_LOG: '1' };
    cleave = await Cleave.start(settings, { split: 'inventory,payments', transport: 'redis' });
  });
  afterAll(async () => {
    await cleave.discard();
    await redis.stop();
  });

  it('inventory and payments grow to three and shrink to one: no request fails, nothing is lost or done twice', async () => {
    const rows = [['scaled', 'took', 'messages of the replicas']];
    const left: number[] = [];
    let storm: Storm | undefined;
    const aftermath = await underLoad(cleave, LOAD, random, async (running) => {
      storm = running;
      await orders(running);
      for (const replicas of [3, 1])
        for (const name of ['inventory', 'payments']) {
          const begun = performance.now();
          const before = pids(cleave, name);
          const { code, stderr } = await cleaveCommand(cleave, ['scale', name, String(replicas)], cleave.env);
          expect([code, stderr]).toEqual([0, expect.stringContaining(`is scaled from ${4 - replicas} to ${replicas}`)]);
          rows.push([`${name} ${replicas}`, seconds(performance.now() - begun), '']);
          if (replicas === 1) left.push(...before.slice(1));
          await orders(running);
          if (replicas === 3) rows.at(-1)![2] = [1, 2, 3].map((n) => workOf(cleave, name, n)).join(' ');
        }
    });
    console.log(`${tableOf(rows)}\n${aftermath.figures}`);
    expect(aftermath).toMatchObject(UNHARMED);
    expect(storm!.failures).toEqual([]);
    for (const name of ['inventory', 'payments'])
      for (const n of [2, 3]) expect(workOf(cleave, name, n)).toBeGreaterThan(10);
    await areGone(left.map((pid) => ({ process: 'one that was removed', pid })));
  }, 300_000);

  it('one that does not answer any more is ended when it shall leave: the others send what it had under way', async () => {
    const aftermath = await underLoad(cleave, LOAD, random, async (storm) => {
      expect(await cleaveCommand(cleave, ['scale', 'payments', '2'], cleave.env)).toMatchObject({ code: 0 });
      await orders(storm);
      process.kill(cleave.member('payments', '2').pid, 'SIGSTOP');
      expect(await cleaveCommand(cleave, ['scale', 'payments', '1'], cleave.env)).toMatchObject({ code: 0 });
      expect(cleave.members.filter(({ process }) => process === 'payments')).toHaveLength(1);
      await orders(storm);
    });
    console.log(aftermath.figures);
    expect(aftermath).toMatchObject(UNHARMED);
  }, 300_000);
});

/** Waits for so many more orders. */
function orders(storm: Storm): Promise<void> {
  const before = storm.accepted.length;
  return waitFor(async () => {
    const more = storm.accepted.length - before;
    return more >= ORDERS ? undefined : `${more} orders of ${ORDERS} were answered`;
  });
}

const pids = (cleave: Cleave, name: string): readonly number[] =>
  cleave.members
    .filter(({ process }) => process === name)
    .toSorted((a, b) => a.replica.localeCompare(b.replica))
    .map(({ pid }) => pid);

/** How many messages and requests a replica has processed, by the log. The first one keeps the name that it had alone. */
const workOf = ({ output }: Cleave, name: string, replica: number): number => {
  const label = replica === 1 ? name : `${name}-${replica}`;
  return output.split('\n').filter((line) => line.includes(`${label} | `) && / [→⇄] (?:inventory|payments) /.test(line))
    .length;
};
