import { randomBytes } from 'node:crypto';
import { keysFromSecret, secretIdsOf } from '#libs/keys';
import { customer, operator, orderOf, stocked } from './api.js';
import { Containers, type Container } from './containers.js';
import { Random } from './random.js';
import { seconds, tableOf } from './recovery.js';
import type { Failure, Storm } from './storm.js';
import { underLoad, UNHARMED } from './under-load.js';
import { waitFor } from './wait-for.js';

const IN_FLIGHT = 10;
const secret = (): string => randomBytes(24).toString('hex');
type Secrets = readonly [made: string, accepted?: string];

interface Health {
  readonly checks: Readonly<
    Record<string, { readonly refused?: Readonly<Record<string, number>>; readonly secrets?: readonly string[] }>
  >;
}
const healthOf = async ({ management }: Pick<Container, 'management'>): Promise<Health['checks']> =>
  ((await (await fetch(`${management}/health`)).json()) as Health).checks;

const settingsOf = ([made, accepted]: Secrets): Record<string, string> => ({
  CLEAVE_SECRET: made,
  ...(accepted && { CLEAVE_ACCEPTED_SECRET: accepted }),
});

/**
 * The secret of a system is replaced process by process while orders run, and a process with another secret is refused.
 *
 * @param connect  the settings with which its processes find each other
 */
export function rotation(transport: string, connect: () => Promise<Readonly<Record<string, string>>>): void {
  const random = new Random();
  const [old, next] = [secret(), secret()];
  const rounds: readonly Secrets[] = [[old, next], [next, old], [next]];
  let system: Containers;
  beforeAll(async () => {
    console.log(`CLEAVE_TEST_SEED=${random.seed}`);
    system = await Containers.over(transport, await connect());
    await Promise.all(system.all.map((container) => system.restart(container, settingsOf([old]))));
  });
  afterAll(() => system?.discard());

  const refused = async (): Promise<unknown[]> =>
    (await Promise.all(system.all.map(healthOf))).map((checks) => checks[transport]?.refused);

  it('the secret is replaced in three rounds under load: no request fails but those of the door that restarts', async () => {
    const restarts: { begunAt: number; endedAt: number }[] = [];
    const rows = [['round', 'took', 'orders']];
    let failures: readonly Failure[] = [];
    const aftermath = await underLoad(
      system,
      { inFlight: IN_FLIGHT, mayBeAway: true },
      random,
      async (storm: Storm) => {
        for (const [n, secrets] of rounds.entries()) {
          if (secrets.length === 1) await storm.signInAgain(); // in place of the wait until the old tokens have ended
          const begun = performance.now();
          const before = storm.accepted.length;
          for (const container of shuffled(system.all, random)) {
            const begunAt = performance.now();
            await system.restart(container, settingsOf(secrets));
            if (container === system.shop) restarts.push({ begunAt, endedAt: performance.now() });
          }
          for (const container of system.all)
            expect((await healthOf(container))['process']!.secrets).toEqual(idsOf(secrets));
          expect(await refused()).toEqual(system.all.map(() => ({})));
          rows.push([`${n + 1}`, seconds(performance.now() - begun), `${storm.accepted.length - before}`]);
        }
        failures = storm.failures.filter(({ begunAt, endedAt }) =>
          restarts.every((restart) => endedAt < restart.begunAt || begunAt > restart.endedAt),
        );
      },
    );
    console.log(`${tableOf(rows)}\n${aftermath.figures}`);
    expect(aftermath).toMatchObject(UNHARMED);
    expect(failures).toEqual([]);
  }, 300_000);

  it('a process with another secret is refused and counted, and nobody else notices', async () => {
    const [ada, mug] = await Promise.all([customer(system), operator(system).then((staff) => stocked(staff, 10))]);
    const stranger = system.double(settingsOf([secret()]));
    try {
      await waitFor(async () => {
        const [counts, { output }] = [JSON.stringify(await refused()), stranger];
        const isRefused = counts.includes('"forged"') || output.includes('its keys are of another secret'); // over TCP it is the first to refuse
        return isRefused ? undefined : `refused are ${counts}; it says ${output}`;
      });
      expect((await ada.orderAndWait(orderOf(mug, 1))).body.status).toBe('confirmed');
    } finally {
      await stranger.kill();
    }
  });
}

const idsOf = (secrets: Secrets): readonly string[] => secretIdsOf(keysFromSecret(...secrets));

const shuffled = <T>(all: readonly T[], random: Random): readonly T[] =>
  all
    .map((one) => [random.next(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);
