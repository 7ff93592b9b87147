import { setTimeout as pause } from 'node:timers/promises';
import { Cleave } from '#test/cleave';
import { describeWithRabbitmq, TestRabbitmq } from '#test/rabbitmq';
import { Random } from '#test/random';
import { seconds, tableOf, Walker } from '#test/recovery';
import { underLoad, UNHARMED } from '#test/under-load';

const IN_FLIGHT = 200;
/** In CI fewer, since one takes 13 s. */
const KILLS = process.env.CLEAVE_TEST_BRIEF ? 3 : 10;
const FROZEN_MS = 20_000;
/** After whatever happens everything is served, and at the end all is at rest, without anybody's help. */
const BACK_MS = 30_000;
const PROCESSES = ['gateway', 'users', 'inventory', 'orders', 'payments', 'notifications'];

describeWithRabbitmq('200 orders in flight over RabbitMQ, every context in its own process', () => {
  const random = new Random();
  let rabbitmq: TestRabbitmq;
  let cleave: Cleave;
  let walker: Walker;
  beforeAll(async () => {
    console.log(`CLEAVE_TEST_SEED=${random.seed}`);
    rabbitmq = await TestRabbitmq.start();
    const placed = { placement: 'placements/microservices.yaml', transport: 'rabbitmq' };
    cleave = await Cleave.start({ RABBITMQ_URL: rabbitmq.url }, placed);
    walker = await Walker.over(cleave);
  });
  afterAll(async () => {
    await cleave?.discard();
    await rabbitmq?.stop();
  });

  const killed = async (meanwhile: () => Promise<void> = async () => undefined): Promise<void> => {
    await rabbitmq.kill9();
    await meanwhile();
    await pause(random.between(0, 2_000));
    await rabbitmq.restart();
  };
  const frozen = async (): Promise<void> => {
    rabbitmq.freeze();
    await pause(FROZEN_MS);
    rabbitmq.thaw();
  };

  type Strike = readonly [what: string, strike: () => Promise<void>];
  const times = (count: number, what: string, strike: () => Promise<void>): Strike[] =>
    Array.from({ length: count }, (_, n) => [`${what}, ${n + 1}`, strike]);

  const DISTURBANCES: readonly (readonly [what: string, strikes: readonly Strike[]])[] = [
    [`the broker is killed with -9, ${KILLS} times`, times(KILLS, 'kill -9', () => killed())],
    [
      'the broker is wiped, twice',
      [
        ['its vhost is deleted', () => rabbitmq.wipe()],
        ['it is killed, and its data', () => killed(() => rabbitmq.wipe())],
      ],
    ],
    ['every queue is deleted, twice', times(2, 'every queue', () => rabbitmq.deleteQueues())],
    ['the broker is stopped for 20 s', [['SIGSTOP', frozen]]],
    [
      'each process is killed with -9',
      PROCESSES.map((name) => [name, async () => void process.kill(cleave.member(name).pid, 'SIGKILL')]),
    ],
  ];

  it.each(DISTURBANCES)(
    '%s: nothing is lost or doubled, and all is at rest soon',
    async (what, strikes) => {
      const served: number[] = [];
      const load = { inFlight: IN_FLIGHT, mayBeAway: true };
      const aftermath = await underLoad(cleave, load, random, async () => {
        for (const [, strike] of strikes) {
          await pause(random.between(500, 1_500)); // the moment of the fault, not a wait for something
          await strike();
          served.push(await walker.untilServed());
        }
      });
      const rows = strikes.map(([each], n) => [each, seconds(served[n])]);
      console.log(`${tableOf([[what, 'all served again'], ...rows])}\n${aftermath.figures}`);
      expect(aftermath).toMatchObject(UNHARMED);
      expect(Math.max(...served, served.at(-1)! + aftermath.atRestMs)).toBeLessThanOrEqual(BACK_MS);
    },
    400_000,
  );
});
