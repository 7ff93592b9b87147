import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis, type RedisOptions } from 'ioredis';
import { birthOf } from '#libs/processes';
import { child, firstLine, killed } from '#test/child';
import { describeWithRedis } from '#test/redis';
import { waitFor } from '#test/wait-for';
import { redisServer } from './program.js';
import { RedisProcess } from './redis-process.js';
import { startRedis } from './start-redis.js';

const started = async (lines: string[] = []) => {
  const server = await startRedis({ dataDir, log: (line) => lines.push(line) });
  await server.ready;
  return server;
};

const dataDir = mkdtempSync(join(tmpdir(), 'cleave-redis-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const ONCE = { retryStrategy: () => null, commandTimeout: 2_000 };
const RETRYING = { retryStrategy: () => 20, maxRetriesPerRequest: null };
async function ask<T>(url: string, question: (redis: Redis) => Promise<T>, how: RedisOptions = ONCE): Promise<T> {
  const redis = new Redis(url, how);
  try {
    return await question(redis.on('error', () => undefined));
  } finally {
    redis.disconnect();
  }
}
const isAlive = (pid: number): boolean => birthOf(pid) !== undefined;

describeWithRedis('a Redis on this machine', () => {
  it('keeps nothing on disk, never evicts, asks for a password, and comes back when it is killed', async () => {
    const lines: string[] = [];
    const left = join(dataDir, 'redis', 'appendonlydir'); // by a version that let it keep what it carried
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, 'appendonly.aof.1.incr.aof'), 'a password');
    const server = await started(lines);
    try {
      const config = await ask(server.url, (redis) => redis.config('GET', 'maxmemory-policy', 'appendonly', 'save'));
      expect(config).toEqual(
        expect.arrayContaining(['maxmemory-policy', 'noeviction', 'appendonly', 'no', 'save', '']),
      );
      await ask(server.url, (redis) => redis.set('carried', 'a password'));
      expect(readdirSync(join(dataDir, 'redis'))).toEqual(['redis.log']);
      await expect(ask(server.url.replace(/:[^:]*@/, ':wrong@'), (redis) => redis.ping())).rejects.toThrow();
      expect(readFileSync(`/proc/${server.pid}/cmdline`, 'utf8')).not.toContain(new URL(server.url).password);

      const [{ url, pid }] = [server];
      process.kill(pid, 'SIGKILL');
      await waitFor(async () => (server.pid === pid ? 'it has not been started again' : undefined));
      expect(await ask(url, (redis) => redis.ping(), RETRYING)).toBe('PONG');
      expect(lines).toEqual(['Redis has ended; it is started again']);

      const second = await started();
      expect(second.url).toBe(url);
      await second.stop();
      expect(isAlive(server.pid)).toBe(true);
    } finally {
      await server.stop();
    }
    expect(isAlive(server.pid)).toBe(false);
    expect(readdirSync(join(dataDir, 'redis'))).toEqual(['redis.log']);
  });

  it('does not outlive a process that is killed', async () => {
    const parent = child('hold-redis', dataDir);
    const pid = Number(await firstLine(parent));
    expect(isAlive(pid)).toBe(true);
    await killed(parent);
    await waitFor(async () => (isAlive(pid) ? `Redis ${pid} still runs` : undefined));
  });

  it('says why it does not start', async () => {
    const taken = await started();
    const place = { dir: join(dataDir, 'second'), port: taken.place.port, password: 'x' };
    await expect(RedisProcess.start(place)).rejects.toMatchObject({
      code: 'redis.cannot-start',
      message: expect.stringMatching(/^Redis does not start: Failed listening on port/),
    });
    await taken.stop();
  });
});

it('says what to install', () => {
  expect(() => redisServer('/nowhere')).toThrow(
    expect.objectContaining({
      code: 'redis.not-installed',
      message: expect.stringContaining('apt-get install redis-server'),
    }),
  );
});
