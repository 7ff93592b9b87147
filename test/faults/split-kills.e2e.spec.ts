import { setTimeout as pause } from 'node:timers/promises';
import { Cleave } from '#test/cleave';
import { Random } from '#test/random';
import { seconds, tableOf, untilBack, Walker } from '#test/recovery';
import { underLoad, UNHARMED } from '#test/under-load';

const PROCESSES = ['gateway', 'users', 'inventory', 'orders', 'payments', 'notifications'];
const IN_FLIGHT = 40;

it('kill -9 of any one of six processes under load: nothing is lost or doubled, and service returns without a hand', async () => {
  const random = new Random();
  console.log(`CLEAVE_TEST_SEED=${random.seed}`);
  const cleave = await Cleave.start({}, { placement: 'placements/microservices.yaml' });
  try {
    const walker = await Walker.over(cleave);
    const rows = [['killed', 'all served again', 'it is back']];
    const load = { inFlight: IN_FLIGHT, mayBeAway: true };
    const aftermath = await underLoad(cleave, load, random, async () => {
      for (const name of PROCESSES) {
        await pause(random.between(500, 1_500)); // the moment of the fault, not a wait for something
        const member = cleave.member(name);
        process.kill(member.pid, 'SIGKILL');
        const [served, back] = await Promise.all([walker.untilServed(), untilBack(cleave, member)]);
        rows.push([name, seconds(served), seconds(back)]);
      }
    });
    console.log(`${tableOf(rows)}\n${aftermath.figures}`);
    expect(aftermath).toMatchObject(UNHARMED);
  } finally {
    await cleave.discard();
  }
}, 400_000);
