import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { System } from '#test/cleave';
import { describeWithConsul, TestConsul } from '#test/consul';
import { type OwnDatabases, ownDatabases } from '#test/own-databases';
import { OWNERS } from '#test/owners';
import { Program } from '#test/program';
import { Random } from '#test/random';
import { underLoad, UNHARMED } from '#test/under-load';
import { waitFor } from '#test/wait-for';

const LOAD = { inFlight: 40, mayBeAway: true };
const LEAVES_WITHIN_MS = 3_000;
const AWAY_MS = 60_000;

interface Check {
  readonly ServiceID: string;
}

// As containers are: nobody starts them again, and no file knows an address.
describeWithConsul('processes that are started alone find each other through Consul', () => {
  const random = new Random();
  const folder = mkdtempSync(join(tmpdir(), 'cleave-consul-'));
  const programs: Program[] = [];
  let consul: TestConsul;
  let databases: OwnDatabases;
  let system: System;
  let first: Program;
  beforeAll(async () => {
    console.log(`CLEAVE_TEST_SEED=${random.seed}`);
    [consul, databases] = await Promise.all([TestConsul.start(), ownDatabases()]);
    writeFileSync(
      join(folder, 'placement.yaml'),
      `discovery: consul
processes:
  rest: { contexts: [gateway] }
  inventory: { replicas: 2 }
`,
    );
    await Program.start('migrate', [], settingsOf('migrate')).end();
    const rest = start('rest');
    first = start('inventory');
    const [{ ready: url }] = await Promise.all([rest.ready(), first.ready()]);
    system = {
      url,
      operator: { email: 'operator@cleave.example', password: 'correct horse' },
      management: url,
      managements: [url],
      databases: Object.fromEntries(OWNERS.map((owner) => [owner, databases.urlOf(owner)])),
      roleUrls: () => Promise.reject(new Error('nobody asks')),
    };
  });
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await databases.drop();
    await consul.stop();
    rmSync(folder, { recursive: true });
  });

  const settingsOf = (name: string): Record<string, string> => ({
    ...databases.settings,
    CLEAVE_DATA_DIR: join(folder, name),
    CLEAVE_OPERATOR_EMAIL: 'operator@cleave.example',
    CLEAVE_OPERATOR_PASSWORD: 'correct horse',
    CONSUL_HTTP_ADDR: consul.address,
    PORT: '0',
  });

  function start(name: string, replica = '1'): Program {
    const args = ['--placement', join(folder, 'placement.yaml'), '--process', name];
    const program = Program.start('service', args, {
      ...settingsOf(`${name}-${replica}`),
      CLEAVE_REPLICA: replica,
    });
    programs.push(program);
    return program;
  }

  /** The instances that Consul calls healthy, as `inventory-1`. */
  async function passing(): Promise<Set<string>> {
    const checks = (await consul.ask('GET', '/v1/health/state/passing')) as Check[];
    return new Set(checks.flatMap(({ ServiceID }) => /^cleave-[a-z]+-(.+)$/.exec(ServiceID)?.[1] ?? []));
  }
  const untilPassing = (...expected: string[]): Promise<void> =>
    waitFor(async () => {
      const ids = [...(await passing())].toSorted();
      return ids.join() === expected.join() ? undefined : `Consul calls healthy: ${ids.join(', ')}`;
    });

  it('a new replica gets work, and one that is killed leaves within 3 s: no request fails but what was under way there', async () => {
    let leftMs = Infinity;
    let moment = Infinity;
    const failures: string[] = [];
    const aftermath = await underLoad(system, LOAD, random, async (storm) => {
      await untilPassing('inventory-1', 'rest-1');
      await start('inventory', '2').ready();
      await untilPassing('inventory-1', 'inventory-2', 'rest-1');
      await pause(2_000); // both work for a while
      moment = performance.now();
      await first.kill();
      await untilPassing('inventory-2', 'rest-1');
      leftMs = performance.now() - moment;
      await pause(2_000); // the new one works alone
      const others = storm.failures.filter(({ begunAt, endedAt }) => begunAt > moment || endedAt < moment);
      failures.push(...others.map(({ what }) => what));
      expect(storm.servedAfter(moment)).toBeDefined();
    });
    console.log(`left after ${(leftMs / 1_000).toFixed(1)} s; ${aftermath.figures}`);
    expect(aftermath).toMatchObject(UNHARMED);
    expect(failures).toEqual([]);
    expect(leftMs).toBeLessThanOrEqual(LEAVES_WITHIN_MS);
  }, 200_000);

  it('the agent is away for a minute and comes back empty: no request fails, and all are registered again', async () => {
    const failures: string[] = [];
    const aftermath = await underLoad(system, LOAD, random, async (storm) => {
      await pause(random.between(500, 1_500)); // the moment of the fault, not a wait for something
      await consul.kill9();
      await pause(AWAY_MS);
      await consul.restart();
      await untilPassing('inventory-2', 'rest-1');
      await pause(2_000); // with the lists of the new run
      failures.push(...storm.failures.map(({ what }) => what));
    });
    console.log(aftermath.figures);
    expect(aftermath).toMatchObject(UNHARMED);
    expect(failures).toEqual([]);
  }, 300_000);
});
