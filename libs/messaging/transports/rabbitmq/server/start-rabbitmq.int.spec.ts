import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { birthOf } from '#libs/processes';
import { child, firstLine, killed } from '#test/child';
import { describeWithRabbitmq } from '#test/rabbitmq';
import { waitFor } from '#test/wait-for';
import { startRabbitmq } from './start-rabbitmq.js';

const dataDir = mkdtempSync(join(tmpdir(), 'cleave-rabbitmq-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const dir = join(dataDir, 'rabbitmq');

const isAlive = (pid: number): boolean => birthOf(pid) !== undefined;
const written = (): number[] => {
  const { processes } = JSON.parse(readFileSync(join(dataDir, 'run', 'rabbitmq.json'), 'utf8'));
  return processes.map(({ pid }: { pid: number }) => pid);
};
const tried = async (url: string): Promise<string> =>
  connect(url).then(
    async (connection) => connection.close().then(() => 'accepted'),
    (error: Error) => error.message,
  );
const queuesIn = async (url: string, declared: string): Promise<boolean> => {
  const connection = await connect(url);
  const channel = await connection.createChannel();
  channel.on('error', () => undefined);
  const isThere = await channel.checkQueue(declared).then(
    () => true,
    () => false,
  );
  await connection.close();
  return isThere;
};

describeWithRabbitmq('a RabbitMQ on this machine', () => {
  it('lets in nobody without its password, comes back empty when it is killed, and leaves nothing behind', async () => {
    const lines: string[] = [];
    const server = await startRabbitmq({ dataDir, log: (line) => lines.push(line) });
    await server.ready;
    const before = written();
    try {
      const { url } = server;
      const { password } = new URL(url);
      expect(await tried(url)).toBe('accepted');
      for (const foreign of [url.replace(password, 'wrong'), url.replace(`cleave:${password}`, 'guest:guest')])
        expect(await tried(foreign)).toMatch(/ACCESS_REFUSED/);
      for (const pid of before) expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(password);
      expect([dir, join(dir, 'rabbitmq.conf')].map((path) => statSync(path).mode & 0o077)).toEqual([0, 0]);

      const connection = await connect(url);
      connection.on('error', () => undefined);
      await (await connection.createChannel()).assertQueue('carried', { durable: true });
      process.kill(server.pid, 'SIGKILL');
      await waitFor(async () => ((await tried(url)) === 'accepted' ? undefined : 'it has not been started again'));
      expect(await queuesIn(url, 'carried')).toBe(false);
      expect(lines).toEqual(['RabbitMQ has ended; it is started again']);
    } finally {
      await server.stop();
    }
    expect([...before, server.pid].filter(isAlive)).toEqual([]);
    expect(readdirSync(dir)).not.toContain('data');
    expect(readdirSync(join(dataDir, 'run'))).toEqual([]);
  });

  it('does not outlive a process that is killed, also when that happens while it starts', async () => {
    const parent = child('hold-rabbitmq', dataDir);
    expect(await firstLine(parent)).toBe('begun');
    const pids = written();
    expect(pids.filter(isAlive)).toEqual(pids);
    await killed(parent);
    await waitFor(async () => (pids.some(isAlive) ? `${pids.join(' or ')} still runs` : undefined));
  });
});
