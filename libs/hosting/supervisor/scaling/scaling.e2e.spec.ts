import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { dataFolder } from '#libs/config';
import { contexts } from '../../contexts.fixtures.js';
import { parsePlacement, splitPlacement } from '../../placement/index.js';
import { Fleet } from '../fleet.js';
import { LogLines } from '../log-lines.js';
import { resolved } from '../resolve.js';
import { Scaling } from './scaling.js';

/** Does what the variable of its replica says, and is otherwise ready at once. It takes a moment to stop, as one that finishes its work. */
const PROGRAM = `
import { writeFileSync } from 'node:fs';
process.on('message', ({ replicas }) => writeFileSync(process.env.TOLD + process.env.REPLICA, String(replicas)));
const does = process.env['REPLICA_' + process.env.REPLICA];
if (does === 'fails') process.exit(3);
if (does !== 'hangs') process.send({ ready: 'here' });
process.on('SIGTERM', () => does === 'stays' || setTimeout(() => process.exit(0), 50));
process.on('disconnect', () => process.exit(1));
`;

const never = new AbortController().signal;
const path = mkdtempSync(join(tmpdir(), 'cleave-scaling-'));
const folder = dataFolder(path);
const program = join(path, 'program.mjs');
beforeAll(() => writeFileSync(program, PROGRAM));
afterAll(() => rmSync(path, { recursive: true }));

let fleet: Fleet;
let scaling: Scaling;
let does: Record<string, string>;
let told: string[];
let isTooMuch: boolean;
beforeEach(async () => {
  [does, told, isTooMuch] = [{}, [], false];
  const placement = await resolved(contexts, splitPlacement(contexts, ['till'], 'redis'));
  const log = new LogLines(['rest', 'till'], true);
  fleet = new Fleet(placement, contexts.door.name, 0, (seat, label) => ({
    seat,
    label,
    program,
    flags: [],
    env: { ...does, REPLICA: seat.replica, TOLD: join(path, `told-${seat.process.name}-`) },
    muteMs: 600_000,
    log,
  }));
  await fleet.start();
  scaling = new Scaling(placement, {
    all: contexts,
    fleet,
    folder,
    checkDatabases: async () => {
      if (isTooMuch) throw new Error('too many connections');
    },
  });
});
afterEach(() => fleet.stop(new AbortController().signal));

const scale = (replicas: number, { name = 'till', timeoutMs = 60_000, stopping = never } = {}) =>
  scaling.scale({ name, replicas, timeoutMs }, (message) => told.push(message), stopping);
const tills = () => fleet.processes.filter(({ seat }) => seat.process.name === 'till');
const states = () => tills().map(({ id, state }) => `${id} ${state.state}`);
/** What a process reads that is started now. */
const written = () => parsePlacement(readFileSync(join(path, 'run', 'placement.yaml'), 'utf8'), 'written', contexts);
const tillWritten = () => written().processes.find(({ name }) => name === 'till')!;

it('adds replicas, which are ready then, and removes the last ones again', async () => {
  const first = tills()[0]!.pid;
  const grown = await scale(3);
  expect(grown).toMatchObject({ name: 'till', contexts: ['till'], before: 1 });
  expect(grown.replicas).toEqual(
    tills().map(({ id, pid, state }) => ({ id, pid, state: 'ready', since: state.since })),
  );
  expect(states()).toEqual(['till-1 ready', 'till-2 ready', 'till-3 ready']);
  expect(tillWritten()).toMatchObject({ replicas: 3, management: tills().map(({ management }) => management) });
  const pids = tills().map(({ pid }) => pid!);
  expect(await scale(1)).toMatchObject({ before: 3, replicas: [{ id: 'till-1', pid: first, state: 'ready' }] });
  expect(pids.map(isRunning)).toEqual([true, false, false]);
  expect(tillWritten()).toMatchObject({ replicas: 1, management: { length: 1 } });
  expect(told.map((line) => line.replace(/\d{3,}/, 'N'))).toEqual([
    'till (till) is scaled from 1 to 3',
    'till-2 is ready (pid N)',
    'till-3 is ready (pid N)',
    'till (till) is scaled from 3 to 1',
    'till-3 has left',
    'till-2 has left',
  ]);
});

it('shows what runs', async () => {
  await scale(2);
  const ready = (id: string) => ({ id, pid: expect.any(Number), state: 'ready', since: expect.any(String) });
  expect(scaling.show()).toEqual({
    processes: [
      { name: 'rest', contexts: ['window', 'shop'], replicas: [ready('rest-1')] },
      { name: 'till', contexts: ['till'], replicas: [ready('till-1'), ready('till-2')] },
    ],
  });
});

it.each([
  ['ends while it starts', 'fails', /^till-3 did not start; the reason stands above\. till has 1 as before\.$/],
  ['is not ready in time', 'hangs', /^till-3 was not ready in time\. till has 1 as before\.$/],
])('when one of the new ones %s, it is as before', async (_, what, message) => {
  does = { REPLICA_3: what };
  await expect(scale(4, { timeoutMs: 2_000 })).rejects.toMatchObject({
    code: 'scale.not-started',
    message: expect.stringMatching(message),
  });
  expect(states()).toEqual(['till-1 ready']);
  expect(tillWritten().replicas).toBe(1);
  does = {};
  expect(await scale(3)).toMatchObject({ before: 1, replicas: { length: 3 } });
});

it('refuses a second change while one is under way, and says which', async () => {
  const first = scale(2);
  await expect(scale(3)).rejects.toMatchObject({
    code: 'scale.busy',
    message: 'till is being scaled from 1 to 2. Ask again when that is done.',
  });
  expect(await first).toMatchObject({ replicas: { length: 2 } });
  expect(await scale(3)).toMatchObject({ replicas: { length: 3 } });
});

it('starts nothing when the databases allow no more connections', async () => {
  isTooMuch = true;
  await expect(scale(2)).rejects.toThrow('too many connections');
  expect(states()).toEqual(['till-1 ready']);
  expect(told).toEqual([]);
});

it('tells those that run how many they are', async () => {
  const hears = async (replica: number, replicas: string) => {
    const file = join(path, `told-till-${replica}`);
    while (!existsSync(file) || readFileSync(file, 'utf8') !== replicas) await new Promise(setImmediate);
  };
  await scale(2);
  await hears(1, '2');
  await scale(3);
  await Promise.all([hears(1, '3'), hears(2, '3')]);
  await scale(1);
  await hears(1, '1');
});

it('starts again what was added and has died', async () => {
  await scale(2);
  const { pid } = tills()[1]!;
  process.kill(pid!, 'SIGKILL');
  const isBack = () => tills()[1]!.pid !== pid && states()[1] === 'till-2 ready';
  while (!isBack()) await new Promise(setImmediate);
});

it('kills one that does not end by itself, and removes what it has left in the data folder', async () => {
  does = { REPLICA_2: 'stays' };
  await scale(2);
  folder.writeState('process.till-2', {});
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'performance'] });
  try {
    const scaled = scale(1);
    while (states()[1] !== 'till-2 stopping') await new Promise(setImmediate);
    jest.advanceTimersByTime(11_000);
    expect(await scaled).toMatchObject({ replicas: { length: 1 } });
  } finally {
    jest.useRealTimers();
  }
  expect(folder.readState('process.till-2')).toBeUndefined();
});

it('ends with everything else, also while one starts', async () => {
  does = { REPLICA_2: 'hangs' };
  const stopping = new AbortController();
  const scaled = expect(scale(2, { stopping: stopping.signal })).rejects.toMatchObject({ code: 'scale.not-started' });
  while (!tills()[1]?.pid) await new Promise(setImmediate);
  const pids = fleet.processes.map(({ pid }) => pid!);
  stopping.abort();
  await Promise.all([fleet.stop(new AbortController().signal), scaled]);
  expect(pids.map(isRunning)).toEqual([false, false, false]);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
