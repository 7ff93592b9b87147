import { setTimeout as pause } from 'node:timers/promises';
import { Cleave, type Member } from '#test/cleave';
import { Random } from '#test/random';
import { seconds, tableOf, untilBack, Walker } from '#test/recovery';
import type { Failure, Storm } from '#test/storm';
import { underLoad, UNHARMED } from '#test/under-load';

const REPLICAS = ['orders', 'inventory'].flatMap((name) => ['1', '2'].map((replica) => [name, replica] as const));
const IN_FLIGHT = 40;
const LEASE_MS = 2_000;
const LOAD = { inFlight: IN_FLIGHT, mayBeAway: true };

let cleave: Cleave;
let walker: Walker;
const random = new Random();
beforeAll(async () => {
  console.log(`CLEAVE_TEST_SEED=${random.seed}`);
  const settings = { CLEAVE_LEASE_MS: String(LEASE_MS), CLEAVE_MUTE_MS: '60000' }; // nobody ends what is stopped here
  cleave = await Cleave.start(settings, { placement: 'test/placements/replicas.yaml' });
  walker = await Walker.over(cleave);
});
afterAll(() => cleave.discard());

/** Does something to each replica in turn, and tells when it did. */
async function inTurn(disturb: (member: Member) => Promise<string[]>, storm: Storm) {
  const moments: number[] = [];
  const rows: string[][] = [];
  for (const [name, replica] of REPLICAS) {
    await pause(random.between(500, 1_500)); // the moment of the fault, not a wait for something
    const moment = performance.now();
    const told = await disturb(cleave.member(name, replica));
    moments.push(moment);
    rows.push([`${name}-${replica}`, seconds(storm.servedAfter(moment)), seconds(storm.slowestSince(moment)), ...told]);
  }
  return { moments, rows };
}

const wasUnderWay = ({ begunAt, endedAt }: Failure, moments: readonly number[]): boolean =>
  moments.some((moment) => begunAt <= moment && moment <= endedAt);

it('two of orders and two of inventory, killed in turn under load: no request fails but what was in flight', async () => {
  let figures = '';
  let others: readonly Failure[] = [];
  const aftermath = await underLoad(cleave, LOAD, random, async (storm) => {
    const { moments, rows } = await inTurn(async (member) => {
      process.kill(member.pid, 'SIGKILL');
      const [served, back] = await Promise.all([walker.untilServed(), untilBack(cleave, member)]);
      return [seconds(served), seconds(back)];
    }, storm);
    others = storm.failures.filter((failure) => !wasUnderWay(failure, moments));
    figures = tableOf([['killed', 'next order', 'slowest order', 'all served', 'it is back'], ...rows]);
  });
  console.log(`${figures}\n${aftermath.figures}`);
  expect(aftermath).toMatchObject(UNHARMED);
  expect(others).toEqual([]);
}, 300_000);

it('stopped in turn past their leases and woken: nothing is lost or done twice', async () => {
  let figures = '';
  const aftermath = await underLoad(cleave, LOAD, random, async (storm) => {
    const { rows } = await inTurn(async (member) => {
      process.kill(member.pid, 'SIGSTOP');
      try {
        const [served] = await Promise.all([walker.untilServed(), pause(2 * LEASE_MS)]);
        return [seconds(served)];
      } finally {
        process.kill(member.pid, 'SIGCONT');
      }
    }, storm);
    figures = tableOf([['stopped', 'next order', 'slowest order', 'all served'], ...rows]);
  });
  console.log(`${figures}\n${aftermath.figures}`);
  expect(aftermath).toMatchObject(UNHARMED);
}, 300_000);
