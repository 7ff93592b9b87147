import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardEmbeddedServer } from '#libs/database';
import { freePorts } from '#libs/free-ports';
import { Api } from '#test/api';
import { type OwnDatabases, ownDatabases } from '#test/own-databases';
import { Program } from '#test/program';

/** All that a process has left in `run/`. */
const stateIn = (dataDir: string): Record<string, string> => {
  const run = join(dataDir, 'run');
  return Object.fromEntries(readdirSync(run).map((file) => [file, readFileSync(join(run, file), 'utf8')]));
};

describe('a data folder on which Cleave runs', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cleave-seats-'));
  const settings = { CLEAVE_DATA_DIR: dataDir, CLEAVE_DEMO: '0', PORT: '0' };
  const running: Program[] = [];
  const start = (app: string, ...args: string[]): Program => {
    const program = Program.start(app, args, settings);
    running.push(program);
    return program;
  };
  afterAll(async () => {
    await Promise.all(running.map((program) => program.stop()));
    await discardEmbeddedServer(dataDir);
  });

  it('takes no second one: it is told who runs there, and leaves the state of the first', async () => {
    const first = start('monolith');
    const { ready: url } = await first.ready();
    const before = stateIn(dataDir);
    const { pid } = JSON.parse(before['process.monolith-1.json']!) as { pid: number };
    for (const [app, ...args] of [['monolith'], ['supervisor', '--split', 'payments']] as const) {
      const second = start(app, ...args);
      expect(await second.end()).toBe(1);
      const sentence = `Cleave cannot start. Cleave runs already on the data folder ${dataDir}: monolith-1, pid ${pid}, ${url}. Stop it first`;
      expect(second.output).toContain(sentence);
      expect(second.output).not.toMatch(/^\s+at |starting PostgreSQL/m);
      expect(stateIn(dataDir)).toEqual(before);
    }
    expect((await new Api(url).get('/readyz')).status).toBe(200);
  });

  it('takes the next one at once when the first was killed with -9', async () => {
    await running[0]!.kill();
    await start('monolith').ready();
  });
});

describe('the processes of one placement, each started alone', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cleave-seats-'));
  const running: Program[] = [];
  let databases: OwnDatabases;
  beforeAll(async () => (databases = await ownDatabases()));
  afterAll(async () => {
    await Promise.all(running.map((program) => program.stop()));
    await databases.drop();
    rmSync(dataDir, { recursive: true });
  });

  it('share a data folder, but not a seat', async () => {
    const [shop, payments] = await freePorts(2);
    const placement = join(dataDir, 'two.yaml');
    writeFileSync(
      placement,
      `processes:
  shop: { contexts: [gateway], address: '127.0.0.1:${shop}' }
  payments: { address: '127.0.0.1:${payments}' }
`,
    );
    const own = { CLEAVE_DATA_DIR: dataDir, CLEAVE_DEMO: '0', PORT: '0', CLEAVE_PLACEMENT: placement };
    const settings = { ...databases.settings, ...own };
    const start = (name: string): Program => {
      const program = Program.start('service', [], { ...settings, CLEAVE_PROCESS: name });
      running.push(program);
      return program;
    };
    await Promise.all([start('payments').ready(), start('shop').ready()]);
    const again = start('payments');
    expect(await again.end()).toBe(1);
    expect(again.output).toContain(`Cleave runs already on the data folder ${dataDir}: payments-1, pid `);
  });
});
