import { setTimeout as pause } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { RedisError } from './redis-error.js';

/** Timeout of a command, after which a hanging Redis is noticed. */
const COMMAND_MS = 2_000;
const SILENCE_MS = 3_000;

const shared: RedisOptions = {
  lazyConnect: true,
  connectTimeout: COMMAND_MS,
  disconnectTimeout: 200, // this timer keeps the process alive, also when the other end is already closed
  keepAlive: 5_000,
  socketTimeout: SILENCE_MS,
  protocol: 2, // RESP3 is not needed here, and some proxies do not support it
};

/** The connections of one process to Redis. ioredis by default queues, resends and waits forever; all of this is switched off. */
export class Connections {
  /**
   * For calls and answers. A command that cannot be sent now fails immediately, no command is sent twice (the outbox retries),
   * and none waits longer than COMMAND_MS.
   */
  readonly commands: Redis;
  /** Subscribes to the answers, and to the channels that show which contexts this process serves. */
  readonly ears: Redis;
  /**
   * For the workers, which have no caller to inform and wait until the broker is back. They reconnect after a full second: blocking
   * commands hang after a faster reconnect (ioredis issue 1718). Every worker opens a second, blocking connection like this one.
   */
  readonly work: Redis;

  private isEnding = false;

  constructor(url: string, name: string) {
    const impatient: RedisOptions = {
      ...shared,
      connectionName: name,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      commandTimeout: COMMAND_MS,
      retryStrategy: (times) => Math.min(1_000, 50 * 2 ** times) * (0.5 + Math.random() / 2),
    };
    this.commands = new Redis(url, impatient);
    this.ears = new Redis(url, { ...impatient, autoResubscribe: false }); // its rejection would be unhandled and end the process
    this.work = new Redis(url, {
      ...shared,
      connectionName: name,
      maxRetriesPerRequest: null,
      retryStrategy: () => (this.isEnding ? null : 1_000),
    });
    // ioredis prints an 'error' without a listener; users of a connection check its status
    for (const connection of this.all) connection.on('error', () => undefined);
  }

  /** Rejects with a RedisError when not all are connected within `limitMs`; waits for a Redis that is starting. */
  async open(limitMs: number, where: string): Promise<void> {
    const limit = AbortSignal.timeout(limitMs);
    let last: Error | undefined;
    for (const connection of this.all)
      connection
        .on('error', (error) => (last = error))
        .connect()
        .catch(() => undefined);
    try {
      while (this.all.some(({ status }) => status !== 'ready')) await pause(20, undefined, { signal: limit });
    } catch {
      throw new RedisError(
        'redis.unreachable',
        `Redis at ${where} does not answer (${last?.message ?? 'it says nothing'}); start it, or correct REDIS_URL.`,
        { cause: last },
      );
    }
  }

  get isReady(): boolean {
    return this.commands.status === 'ready' && this.ears.status === 'ready';
  }

  get all(): readonly Redis[] {
    return [this.commands, this.ears, this.work];
  }

  /** From now on the workers' connections are not opened again, so that a stop does not wait for them. */
  end(): void {
    this.isEnding = true;
  }

  close(): void {
    this.end();
    for (const connection of this.all) if (connection.status !== 'end') connection.disconnect();
  }
}
