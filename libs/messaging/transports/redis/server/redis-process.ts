import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { dyingWithUs, type ServerProcess } from '#libs/processes';
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
const STOP_MS = 5_000;

export const urlOf = ({ port, password }: Pick<RedisPlace, 'port' | 'password'>): string =>
  `redis://:${password}@127.0.0.1:${port}/0`;

/**
 * One run of a Redis on the loopback interface, without persistence. It is a direct child in a session of its own, so that Ctrl-C does not
 * end it before the processes that still need it.
 */
export class RedisProcess implements ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly place: RedisPlace,
  ) {}

  /** Resolves when it answers. Throws a RedisError (not-installed, cannot-start). */
  static async start(place: RedisPlace): Promise<RedisProcess> {
    const made = RedisProcess.spawn(place);
    await made.ready();
    return made;
  }

  static spawn(place: RedisPlace): RedisProcess {
    mkdirSync(place.dir, { recursive: true, mode: 0o700 });
    const [program, ...rest] = [...dyingWithUs('TERM'), redisServer(), '-'];
    const log = openSync(logOf(place), 'w', 0o600);
    const child = spawn(program!, rest, { cwd: place.dir, detached: true, stdio: ['pipe', log, log] });
    closeSync(log);
    child.on('error', () => undefined); // it counts as ended
    child.stdin!.on('error', () => undefined).end(settings(place)); // by stdin, since other users can read the password on a command line
    child.unref();
    return new RedisProcess(child, place);
  }

  get pid(): number {
    return this.child.pid!;
  }
  get pids(): readonly number[] {
    return [this.pid];
  }
  get url(): string {
    return urlOf(this.place);
  }
  get isRunning(): boolean {
    return this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async ended(): Promise<void> {
    if (this.isRunning) await once(this.child, 'exit');
  }

  /** SIGTERM, then SIGKILL if it does not end. */
  async stop(): Promise<void> {
    this.signal('SIGTERM');
    const deadline = setTimeout(() => this.signal('SIGKILL'), STOP_MS);
    await this.ended();
    clearTimeout(deadline);
  }

  /** Sends a command, since with an open port the first replies may still be LOADING. */
  async ready(): Promise<void> {
    const limit = performance.now() + READY_MS;
    while (this.isRunning && performance.now() < limit) {
      if (await pongs(this.url)) return;
      await pause(20);
    }
    this.signal('SIGKILL');
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
