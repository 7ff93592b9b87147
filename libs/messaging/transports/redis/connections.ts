import { setTimeout as pause } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { RedisError } from './redis-error.js';

/** A Redis that stands still is found out after so long. */
const COMMAND_MS = 2_000;
const SILENCE_MS = 3_000;

const shared: RedisOptions = {
  lazyConnect: true,
  connectTimeout: COMMAND_MS,
  disconnectTimeout: 200, // a timer that holds the process, also when the other end has gone already
  keepAlive: 5_000,
  socketTimeout: SILENCE_MS,
  protocol: 2, // nothing here needs RESP3, and some proxies do not know it
};

/** What one process holds open to a Redis. By default ioredis queues, resends and waits for ever; none of it is wanted here. */
export class Connections {
  /**
   * Of the calls and answers: what cannot be sent now fails now, nothing is sent twice (an outbox row is the queue), and
   * nothing waits longer than COMMAND_MS.
   */
  readonly commands: Redis;
  /** Hears the answers, and shows by its subscriptions what this process serves. */
  readonly ears: Redis;
  /**
   * Of the workers, which have nobody to answer to and wait until the broker is back. Each pause is a full second: blocking
   * commands hang after a quicker reconnect (ioredis 1718). Every worker makes a second, blocking one like it.
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
    this.ears = new Redis(url, { ...impatient, autoResubscribe: false }); // nobody catches its failure: it would end the process
    this.work = new Redis(url, {
      ...shared,
      connectionName: name,
      maxRetriesPerRequest: null,
      retryStrategy: () => (this.isEnding ? null : 1_000),
    });
    // an 'error' without a listener is printed; who needs a connection sees its status
    for (const connection of this.all) connection.on('error', () => undefined);
  }

  /** Rejects with a RedisError when one of them is not there within so many milliseconds; a Redis that is starting is waited for. */
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

  /** The workers' connections do not come back any more when they break, so that nobody waits for them. */
  end(): void {
    this.isEnding = true;
  }

  close(): void {
    this.end();
    for (const connection of this.all) if (connection.status !== 'end') connection.disconnect();
  }
}
