import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sweepBrokers } from '#libs/messaging/transports';
import { birthOf } from '#libs/processes';
import { Cleave } from '#test/cleave';
import { describeWithRabbitmq } from '#test/rabbitmq';
import { waitFor } from '#test/wait-for';

describeWithRabbitmq('npm start -- --split payments --transport rabbitmq, without RABBITMQ_URL', () => {
  let cleave: Cleave;
  beforeAll(async () => void (cleave = await Cleave.start({}, { split: 'payments', transport: 'rabbitmq' })));
  afterAll(() => cleave.discard());

  const folder = (...path: string[]) => join(cleave.env.CLEAVE_DATA_DIR!, ...path);
  const stateFile = () => folder('run', 'rabbitmq.json');
  /** The broker and its epmd. */
  const processes = (): number[] =>
    JSON.parse(readFileSync(stateFile(), 'utf8')).processes.map(({ pid }: { pid: number }) => pid);
  const alive = (pids: readonly number[]): readonly number[] => pids.filter((pid) => birthOf(pid) !== undefined);

  it('serves over one that it has started, says so without its password, and stops it', async () => {
    const pids = processes();
    expect(alive(pids)).toHaveLength(2);
    expect(cleave.output).toMatch(/^ +transport +rabbitmq at 127\.0\.0\.1:\d+, started by Cleave$/m);
    const password = readFileSync(folder('secrets', 'rabbitmq'), 'utf8');
    expect(await cleave.stop()).toBe(0);
    expect(alive(pids)).toEqual([]);
    expect(existsSync(stateFile())).toBe(false);
    expect(existsSync(folder('rabbitmq', 'data'))).toBe(false);
    expect(cleave.output).not.toContain(password);
    expect(cleave.complaints).toEqual([]);
  });

  it('leaves neither a broker nor an epmd behind when it is killed with -9, and its messages only until the next start', async () => {
    await cleave.stop();
    await cleave.run();
    const pids = processes();
    expect(alive(pids)).toHaveLength(2);
    await cleave.kill();
    await waitFor(async () => (alive(pids).length ? `${alive(pids).join(' and ')} still run` : undefined));
    expect(existsSync(folder('rabbitmq', 'data'))).toBe(true);
    sweepBrokers(folder());
    expect(existsSync(folder('rabbitmq', 'data'))).toBe(false);
  });
});
