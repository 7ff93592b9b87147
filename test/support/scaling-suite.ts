import { adminSession } from '#libs/database';
import type { Cleave } from './cleave.js';
import { cleaveCommand } from './cleave-command.js';
import { areGone } from './members.js';
import { Random } from './random.js';
import { seconds, tableOf } from './recovery.js';
import type { Storm } from './storm.js';
import { underLoad, UNHARMED } from './under-load.js';
import { waitFor } from './wait-for.js';

const LOAD = { inFlight: 16, mayBeAway: true };
/** What is answered between two changes, and at least so much of it by each new replica. */
const [ORDERS, SHARE] = [100, 10];
const STEPS = [
  ['inventory', 3],
  ['orders', 2],
  ['payments', 2],
  ['inventory', 1],
  ['payments', 1],
  ['orders', 1],
] as const;

/** The product while replicas come and go: the same specs over every transport and registry. Its log must have a line per message. */
export function scalesUnderLoad(start: () => Promise<Cleave>): void {
  const random = new Random();
  let cleave: Cleave;
  beforeAll(async () => {
    console.log(`CLEAVE_TEST_SEED=${random.seed}`);
    cleave = await start();
  });
  afterAll(() => cleave?.discard());

  it('replicas come and go while orders are in flight: no request fails, nothing is lost or done twice', async () => {
    const rows = [['scaled', 'took', 'an order took', 'messages of its replicas']];
    const left: { process: string; pid: number }[] = [];
    let storm: Storm | undefined;
    const aftermath = await underLoad(cleave, LOAD, random, async (running) => {
      storm = running;
      await orders(running);
      for (const [name, replicas] of STEPS) {
        const before = replicasOf(cleave, name);
        const begun = performance.now();
        await scale(cleave, name, replicas);
        const took = performance.now() - begun;
        for (const gone of before.slice(replicas)) {
          left.push(gone);
          expect(await inFlightOf(cleave, name, gone.process)).toBe(0);
        }
        const median = await orders(running);
        const work = before.length < replicas ? await newOnesWork(cleave, name, replicas) : '';
        rows.push([`${name} ${before.length} → ${replicas}`, seconds(took), seconds(median), work]);
      }
    });
    console.log(`${tableOf(rows)}\n${aftermath.figures}`);
    expect(aftermath).toMatchObject(UNHARMED);
    expect(storm!.failures).toEqual([]);
    expect(left).toHaveLength(4);
    await areGone(left);
  }, 300_000);

  it('one that does not answer any more is ended when it shall leave: the others send what it had under way', async () => {
    const aftermath = await underLoad(cleave, LOAD, random, async (storm) => {
      await scale(cleave, 'payments', 2);
      await orders(storm);
      process.kill(cleave.member('payments', '2').pid, 'SIGSTOP');
      await scale(cleave, 'payments', 1);
      expect(replicasOf(cleave, 'payments')).toHaveLength(1);
      await orders(storm);
    });
    console.log(aftermath.figures);
    expect(aftermath).toMatchObject(UNHARMED);
  }, 300_000);
}

async function scale(cleave: Cleave, name: string, replicas: number): Promise<void> {
  const { code, stderr } = await cleaveCommand(cleave, ['scale', name, String(replicas)], cleave.env);
  expect([code, stderr]).toEqual([0, expect.stringContaining(`to ${replicas}\n`)]);
}

/** How many messages a replica has sent that nobody has answered: others send them only when their lease is over. */
const inFlightOf = (cleave: Cleave, context: string, replica: string): Promise<number> =>
  adminSession(cleave.databases[context]!, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `SELECT ((SELECT count(*) FROM outbox WHERE sent_by = $1 AND sends > 0)
             + (SELECT count(*) FROM outbox_bundle WHERE sent_by = $1))::int AS count`,
      [replica],
    );
    return rows[0]!.count;
  });

/** Waits for so many more orders. Gives the median of the milliseconds that they took. */
async function orders(storm: Storm): Promise<number> {
  const before = storm.accepted.length;
  await waitFor(async () => {
    const more = storm.accepted.length - before;
    return more >= ORDERS ? undefined : `${more} orders of ${ORDERS} were answered`;
  });
  const took = storm.accepted.slice(before).map(({ begunAt, endedAt }) => endedAt - begunAt);
  return took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)]!;
}

const replicasOf = (cleave: Cleave, name: string) =>
  cleave.members
    .filter(({ process }) => process === name)
    .toSorted((a, b) => a.replica.localeCompare(b.replica))
    .map(({ process, replica, pid }) => ({ process: `${process}-${replica}`, pid }));

/** Waits until each of the new ones has done its share. Gives how much each of all did. */
async function newOnesWork(cleave: Cleave, name: string, replicas: number): Promise<string> {
  const works = (): number[] => Array.from({ length: replicas }, (_, n) => workOf(cleave, name, n + 1));
  await waitFor(async () => {
    const idle = works().filter((work) => work < SHARE);
    return idle.length ? `of ${name} some have processed only ${idle.join(', ')} messages` : undefined;
  });
  return works().join(' ');
}

/** How many messages and requests a replica has processed, by the log. The first one keeps the label that it had alone. */
function workOf({ output }: Cleave, name: string, replica: number): number {
  const label = replica === 1 ? name : `${name}-${replica}`;
  return output.split('\n').filter((line) => line.includes(`${label} | `) && / [→⇄] \w/.test(line)).length;
}
