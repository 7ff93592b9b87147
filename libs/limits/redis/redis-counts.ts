import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Limit } from '../limit.js';
import type { SharedCounter, SharedCounts, SharedCountsOptions, Total } from '../shared-counts.js';

/** A Redis that takes longer has no say: clients wait for it. */
const COMMAND_MS = 200;
/** For so long nobody asks a Redis that has failed, then one request does. */
const AWAY_MS = 1_000;
const CONNECT_MS = 2_000;
/** A connection on which something waits for so long is closed, and opened again. */
const SILENCE_MS = 3_000;
/** Between two attempts to connect, in the long run; half of it is random, so that processes do not come all at once. */
const RECONNECT_MS = 5_000;

/** Counts in a Redis. It is never waited for longer than 200 ms, and its absence is one line of the log, as is its return. */
export class RedisCounts implements SharedCounts {
  private readonly redis: Redis;
  private readonly where: string;
  private awayUntil = 0;
  private isAway = false;
  private isClosed = false;

  constructor(private readonly options: SharedCountsOptions) {
    this.where = new URL(options.url).host;
    this.redis = new Redis(options.url, {
      lazyConnect: true,
      connectionName: `${options.prefix}:limits`,
      // Nothing is queued or sent twice: a count that comes late is in the wrong window, and one that comes twice is wrong.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disconnectTimeout: 200,
      protocol: 2,
      retryStrategy: (times) => Math.min(RECONNECT_MS, 250 * 2 ** times) * (0.5 + Math.random() / 2),
    });
    this.redis.on('error', () => undefined).on('close', () => this.failed('the connection broke'));
    this.redis.on('ready', () => this.answered());
    this.redis.connect().catch(() => undefined);
  }

  get isReady(): boolean {
    return this.redis.status === 'ready' && performance.now() >= this.awayUntil;
  }

  /** The counter of one limit. */
  of(name: string, { quota: points, seconds: duration }: Limit): SharedCounter {
    const keyPrefix = `${this.options.prefix}:limit:${name}`;
    const limiter = new RateLimiterRedis({ storeClient: this.redis, keyPrefix, points, duration });
    const isReady = (): boolean => this.isReady;
    return {
      get isReady() {
        return isReady();
      },
      add: (key, counted) => this.ask(() => totalOf(limiter, key, counted)),
    };
  }

  close(): void {
    this.isClosed = true;
    this.redis.disconnect();
  }

  private async ask(question: () => Promise<Total>): Promise<Total | undefined> {
    if (this.isAway) this.awayUntil = performance.now() + AWAY_MS; // one asks whether it is back, the others do not wait
    try {
      const total = await inTime(question());
      this.answered();
      return total;
    } catch (error) {
      this.failed((error as Error).message);
      return undefined;
    }
  }

  private failed(why: string): void {
    this.awayUntil = performance.now() + AWAY_MS;
    if (this.isAway || this.isClosed) return;
    this.isAway = true;
    this.options.logger.warn(`Redis at ${this.where} is away (${why}): rate limits are counted in each process alone`);
  }

  private answered(): void {
    if (!this.isAway) return;
    this.isAway = false;
    this.awayUntil = 0;
    this.options.logger.log(`Redis at ${this.where} answers again: rate limits are counted together`);
  }
}

/** Not ioredis' `commandTimeout`, which holds for the commands that open a connection, too: for these nobody waits. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${COMMAND_MS} ms`)), COMMAND_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** `penalty` and `get` never reject because of a limit, only because of Redis. */
async function totalOf(limiter: RateLimiterRedis, key: string, counted: number): Promise<Total> {
  const found = counted > 0 ? await limiter.penalty(key, counted) : await limiter.get(key);
  return { used: found?.consumedPoints ?? 0, leftMs: found?.msBeforeNext ?? 0 };
}
