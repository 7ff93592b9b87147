import { jest } from '@jest/globals';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '#test/wait-for';
import { freshClone, READY_MS, remove, Started } from './clone.js';

jest.setTimeout(2 * READY_MS); // some start twice

const clone = freshClone();
const dataDir = (name: string): string => mkdtempSync(join(tmpdir(), `cleave-start-${name}-`));
const folders = { first: dataDir('first'), second: dataDir('second'), user: dataDir('user') };
const running: Started[] = [];

async function started(env: NodeJS.ProcessEnv, command?: string[]): Promise<Started> {
  const one = await Started.npmStart(clone, env, command);
  running.push(one);
  console.log(`ready after ${Math.round(await one.ready())} ms`);
  return one;
}
const databaseOf = (folder: string): { pid: number } =>
  JSON.parse(readFileSync(join(folder, 'run', 'postgres.json'), 'utf8'));
const isRunning = (pid: number): boolean =>
  existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';

afterEach(async () => {
  for (const one of running.splice(0))
    if (one.process.exitCode === null && one.process.signalCode === null) await one.end('SIGINT');
});
afterAll(() => [clone, ...Object.values(folders)].forEach(remove));

it('two first starts in one clone install once and both serve, without a wall of warnings', async () => {
  const both = await Promise.all([
    started({ CLEAVE_DATA_DIR: folders.first }),
    started({ CLEAVE_DATA_DIR: folders.second }),
  ]);
  const output = both.map((one) => one.output).join('');
  expect(output.match(/packages installed in/g)).toHaveLength(1);
  expect(output).not.toMatch(/npm (warn|error)/i);
});

it('installs and builds nothing from then on, and Ctrl-C stops it and its database', async () => {
  const one = await started({ CLEAVE_DATA_DIR: folders.first });
  const { pid } = databaseOf(folders.first);
  expect(one.output).not.toMatch(/installing|installed|built in/);
  expect(await one.end('SIGINT')).toBe(0);
  expect(isRunning(pid)).toBe(false);
});

it('starts again after kill -9 of the whole process group, on the database that was left running', async () => {
  const one = await started({ CLEAVE_DATA_DIR: folders.first });
  const { pid } = databaseOf(folders.first);
  await one.end('SIGKILL');
  expect(isRunning(pid)).toBe(true);
  const next = await started({ CLEAVE_DATA_DIR: folders.first });
  expect(databaseOf(folders.first).pid).toBe(pid);
  expect(await next.end('SIGINT')).toBe(0);
  expect(isRunning(pid)).toBe(false);
});

describe('npm start -- --placement', () => {
  const command = ['npm', 'start', '--', '--placement', 'placements/microservices.yaml'];
  const pids = (): number[] => {
    const run = join(folders.first, 'run');
    const files = readdirSync(run).filter((file) => /^process\..+\.json$/.test(file));
    return files.map((file) => (JSON.parse(readFileSync(join(run, file), 'utf8')) as { pid: number }).pid);
  };

  it('starts all of it; Ctrl-C leaves nothing, no process and no database', async () => {
    const one = await started({ CLEAVE_DATA_DIR: folders.first }, command);
    const all = [...pids(), databaseOf(folders.first).pid];
    expect(all).toHaveLength(7);
    expect(await one.end('SIGINT')).toBe(0);
    expect(all.filter(isRunning)).toEqual([]);
  });

  it('kill -9 of the whole process group leaves no process, and the next start uses the database', async () => {
    const one = await started({ CLEAVE_DATA_DIR: folders.first }, command);
    const all = pids();
    await one.end('SIGKILL');
    await waitFor(async () => (all.some(isRunning) ? `${all.filter(isRunning).join()} still run` : undefined));
    await (await started({ CLEAVE_DATA_DIR: folders.first })).end('SIGINT');
  });
});

const asRoot = process.getuid?.() === 0 ? it : it.skip;

asRoot('serves in a clone that only root may enter', async () => {
  chmodSync(clone, 0o700);
  await started({ CLEAVE_DATA_DIR: folders.second });
});

asRoot('serves an ordinary user', async () => {
  const nobody = 65_534;
  chmodSync(clone, 0o755);
  chownSync(folders.user, nobody, nobody);
  const command = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', 'npm', 'start'];
  await started({ CLEAVE_DATA_DIR: folders.user, HOME: folders.user }, command);
});
