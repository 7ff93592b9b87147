import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { birthOf } from './birth.js';
import { keepServer, type KeptServer, type ServerProcess } from './kept-server.js';

/** A `sleep` that counts as ready at once. */
class Sleeper implements ServerProcess {
  readonly child: ChildProcess = spawn('sleep', ['600']);
  readonly pids = [this.child.pid!];
  private readonly gone = once(this.child, 'exit');
  ready = async (): Promise<void> => undefined;
  ended = async (): Promise<void> => void (await this.gone);
  async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.gone;
  }
}

/** A life of a process that keeps a server, and what it leaves in the data folder. */
class Run {
  readonly lines: string[] = [];
  readonly sleepers: Sleeper[] = [];

  constructor(private readonly files: Map<string, string>) {}

  keep(make: () => Sleeper = () => new Sleeper()): Promise<KeptServer<{ port: number }>> {
    const { files } = this;
    return keepServer({
      title: 'Sleep',
      name: 'sleep',
      states: {
        readState: (name) => JSON.parse(files.get(name) ?? 'null') ?? undefined,
        writeState: (name, state) => void files.set(name, JSON.stringify(state)),
        removeState: (name) => void files.delete(name),
      },
      place: async () => ({ port: 7 }),
      spawn: () => {
        this.sleepers.push(make());
        return this.sleepers.at(-1)!;
      },
      log: (line) => this.lines.push(line),
    });
  }
}

const files = new Map<string, string>();
const run = () => new Run(files);
const stateNow = () => JSON.parse(files.get('sleep')!);
afterEach(() => files.clear());

it('is started again when it ends, and stopped for good', async () => {
  const one = run();
  const server = await one.keep();
  await server.ready;
  const before = server.pid;
  const again = new Promise<void>((resolve) => {
    one.lines.push = (line) => (resolve(), one.lines.concat(line).length);
  });
  one.sleepers[0]!.child.kill('SIGKILL');
  await again;
  while (server.pid === before) await new Promise(setImmediate);
  expect(stateNow()).toEqual({
    place: { port: 7 },
    owner: { pid: process.pid, birth: birthOf(process.pid) },
    processes: [{ pid: server.pid, birth: birthOf(server.pid) }],
  });
  await server.stop();
  await server.stop();
  expect(one.sleepers.map(({ child }) => child.signalCode)).toEqual(['SIGKILL', 'SIGKILL']);
  expect(files.size).toBe(0);
});

it('is shared with another run while that lives', async () => {
  const server = await run().keep();
  const guest = await run().keep();
  expect(guest).toMatchObject({ place: { port: 7 }, pid: 0 });
  await guest.stop();
  expect(birthOf(server.pid)).toBeDefined();
  await server.stop();
});

it('kills what a killed process has left, and nothing that has got its pid since', async () => {
  const [left, other] = [new Sleeper(), new Sleeper()];
  const birth = birthOf(left.pids[0]!)!;
  const processes = [
    { pid: left.pids[0]!, birth },
    { pid: other.pids[0]!, birth: birth - 1 },
  ];
  files.set('sleep', JSON.stringify({ place: { port: 6 }, owner: { pid: process.pid, birth: 1 }, processes }));
  const server = await run().keep();
  await left.ended();
  expect(server.place).toEqual({ port: 7 });
  expect(birthOf(other.pids[0]!)).toBeDefined();
  await Promise.all([server.stop(), other.stop()]);
});

it('says that the first run does not become ready, and is not tried again', async () => {
  const one = run();
  const server = await one.keep(() => {
    const sleeper = new Sleeper();
    sleeper.ready = async () => {
      await sleeper.stop();
      throw new Error('it does not start');
    };
    return sleeper;
  });
  await expect(server.ready).rejects.toThrow('it does not start');
  await server.stop();
  expect([one.sleepers.length, files.size]).toEqual([1, 0]);
});

it('is stopped while it becomes ready', async () => {
  const one = run();
  const server = await one.keep(() => {
    const sleeper = new Sleeper();
    sleeper.ready = () => sleeper.ended();
    return sleeper;
  });
  await server.stop();
  expect([one.sleepers.length, one.lines]).toEqual([1, []]);
});
