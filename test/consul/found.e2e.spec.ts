import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Cleave } from '#test/cleave';
import { describeWithConsul, TestConsul } from '#test/consul';
import type { Program } from '#test/program';
import { Random } from '#test/random';
import { Walker } from '#test/recovery';
import type { Failure } from '#test/storm';
import { underLoad, UNHARMED } from '#test/under-load';
import { waitFor } from '#test/wait-for';

const LOAD = { inFlight: 20 };
/** How long the agent is away; CLEAVE_TEST_AWAY_S=60 for a minute. */
const AWAY_MS = 1_000 * Number(process.env.CLEAVE_TEST_AWAY_S ?? 15);
const ALL = ['gateway', 'users', 'inventory', 'orders', 'payments', 'notifications'];

/** Everything on its own, found through Consul: not one address is in the file. */
const PLACEMENT = 'discovery: consul\ndefault: own process\nprocesses:\n  gateway:\n';

describeWithConsul('processes that find each other by Consul', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cleave-found-'));
  const placement = join(folder, 'placement.yaml');
  const random = new Random();
  const programs: Program[] = [];
  let consul: TestConsul;
  let cleave: Cleave;
  beforeAll(async () => {
    console.log(`CLEAVE_TEST_SEED=${random.seed}`);
    writeFileSync(placement, PLACEMENT);
    consul = await TestConsul.start();
    const settings = { CONSUL_HTTP_ADDR: consul.address, CLEAVE_MESSAGE_LOG: '1' };
    cleave = await Cleave.start(settings, { placement });
  });
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await cleave?.discard();
    await consul?.stop();
    rmSync(folder, { recursive: true });
  });

  /** The processes that Consul calls fit to serve a context. */
  const passing = async (context: string): Promise<readonly string[]> => {
    const found = await consul.ask('GET', `/v1/health/service/cleave-${context}?passing=1`);
    return (found as { Service: { Meta: { process: string } } }[])
      .map(({ Service }) => Service.Meta.process)
      .toSorted();
  };
  const untilPassing = (context: string, processes: readonly string[]) =>
    waitFor(async () => {
      const now = await passing(context);
      return now.join() === processes.join() ? undefined : `Consul finds ${now.join(', ') || 'nobody'} for ${context}`;
    });
  /** It takes part in the work of the others, as its log says. */
  const untilAtWork = (program: Program, what: string) =>
    waitFor(async () => (program.output.includes(what) ? undefined : `it handles no ${what}`));

  it('register all that they serve, and an order passes through each of them', async () => {
    for (const context of ALL) await untilPassing(context, [`${context}-1`]);
    expect(cleave.output).toContain(`Consul at ${consul.address}`);
    expect(cleave.output).not.toMatch(/\bport \d+ +health/); // nobody is told a port beforehand
    const walker = await Walker.over(cleave);
    await walker.untilServed();
  });

  it('a replica that nobody knew of gets work without any restart, and leaves within 3 s when it is killed', async () => {
    let leftMs = 0;
    let others: readonly Failure[] = [];
    const aftermath = await underLoad(cleave, { ...LOAD, mayBeAway: true }, random, async (storm) => {
      const second = cleave.alone(placement, 'inventory', '2');
      programs.push(second);
      await second.ready();
      await untilPassing('inventory', ['inventory-1', 'inventory-2']);
      await untilAtWork(second, 'reserve-stock');
      const killedAt = performance.now();
      await second.kill();
      await untilPassing('inventory', ['inventory-1']);
      leftMs = performance.now() - killedAt;
      await pause(random.between(500, 1_500)); // the load goes on
      const wasUnderWay = ({ begunAt, endedAt }: Failure) => begunAt <= killedAt && killedAt <= endedAt;
      others = storm.failures.filter((failure) => !wasUnderWay(failure));
    });
    console.log(`Consul knew after ${Math.round(leftMs)} ms; ${aftermath.figures}`);
    expect(aftermath).toMatchObject(UNHARMED);
    expect(others).toEqual([]);
    expect(leftMs).toBeLessThan(3_000);
  });

  it('the agent is away, and is restarted without any memory: nothing changes for orders', async () => {
    const aftermath = await underLoad(cleave, LOAD, random, async () => {
      await consul.kill9();
      await pause(AWAY_MS); // the time of the absence
      await consul.restart();
      for (const context of ALL) await untilPassing(context, [`${context}-1`]);
      await pause(random.between(500, 1_500)); // the load goes on
    });
    console.log(`away for ${AWAY_MS / 1_000} s; ${aftermath.figures}`);
    expect(aftermath).toMatchObject(UNHARMED);
    expect(aftermath.figures).toContain('failed requests: none');
  });
});
