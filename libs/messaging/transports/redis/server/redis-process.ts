import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { ServerChild, spawnServer } from '#libs/processes';
import { RedisError } from '../redis-error.js';
import { redisServer } from './program.js';

export interface RedisPlace {
  /** A folder for this Redis only, since Redis does not lock it. Created when missing. */
  readonly dir: string;
  readonly port: number;
  readonly password: string;
}

/** Redis has no data to load, but a machine that starts many processes at once is slow. */
const READY_MS = 30_000;

export const urlOf = ({ port, password }: Pick<RedisPlace, 'port' | 'password'>): string =>
  `redis://:${password}@127.0.0.1:${port}/0`;

/** One run of a Redis on the loopback interface, without persistence. */
export class RedisProcess extends ServerChild {
  private constructor(
    child: ChildProcess,
    private readonly place: RedisPlace,
  ) {
    super(child);
  }

  /** Resolves when it answers. Throws a RedisError (not-installed, cannot-start). */
  static async start(place: RedisPlace): Promise<RedisProcess> {
    const made = RedisProcess.spawn(place);
    await made.ready();
    return made;
  }

  static spawn(place: RedisPlace): RedisProcess {
    const { dir } = place;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const [command, log] = [[redisServer(), '-'], logOf(place)];
    writeFileSync(log, '', { mode: 0o600 });
    const input = settings(place); // since other users can read the password on a command line
    return new RedisProcess(spawnServer({ command, dir, log, input, endedBy: 'TERM' }), place);
  }

  get url(): string {
    return urlOf(this.place);
  }

  /** Sends a command, since with an open port the first replies may still be LOADING. */
  async ready(): Promise<void> {
    if (await this.becomes(() => pongs(this.url), READY_MS)) return;
    const log = logOf(this.place);
    const last = readFileSync(log, 'utf8').trim().split('\n').at(-1)!;
    const reason = last.replace(/^\d+:\w .*? [#*] /, '') || 'it gave no reason'; // pid, role, time, level
    throw new RedisError('redis.cannot-start', `Redis does not start: ${reason} (see ${log}).`);
  }
}

async function pongs(url: string): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: 1_000,
    commandTimeout: 1_000,
    disconnectTimeout: 200,
  });
  try {
    await redis.on('error', () => undefined).connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

const logOf = ({ dir }: RedisPlace): string => join(dir, 'redis.log');

const settings = ({ dir, port, password }: RedisPlace): string =>
  [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${password}`,
    `dir ${JSON.stringify(dir)}`,
    'appendonly no', // message contents must not be written to the disk
    'save ""',
    'crash-log-enabled no', // it would contain the last commands of clients
    'maxmemory-policy noeviction',
    'daemonize no',
    'logfile ""',
    '',
  ].join('\n');
