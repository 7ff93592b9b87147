import { Logger, type LoggerService } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '#libs/config';
import type { Discovery } from '#libs/discovery';
import { freePort } from '#libs/free-ports';
import { openTransport, transportSections, type Transport } from '#libs/messaging/transports';
import { channels } from '#test/channels';
import { serverFolder, TestServer } from '#test/test-server';
import { findRedisServer, RedisProcess, type RedisPlace } from '#libs/messaging/transports/redis/server';

/** Describes what needs a Redis; where there is none to start, it says so and skips. */
export function describeWithRedis(name: string, body: () => void): void {
  if (findRedisServer()) return describe(name, body);
  process.stderr.write(`\nSKIPPED, for want of a redis-server on the PATH (apt-get install redis-server): ${name}\n`);
  describe.skip(name, body);
}

/** A Redis of one spec's own, to be mistreated. */
export class TestRedis extends TestServer<RedisPlace, RedisProcess> {
  static async start(): Promise<TestRedis> {
    const dir = serverFolder('redis');
    const place = { dir, port: await freePort(), password: 'of-a-test' };
    return new TestRedis(place, await RedisProcess.start(place), RedisProcess.start);
  }

  get url(): string {
    return this.life.url;
  }
  get pid(): number {
    return this.life.pid;
  }

  /** Everything; one that does not run holds nothing. */
  async flush(): Promise<void> {
    if (this.life.isRunning) await this.ask((redis) => redis.flushall());
  }

  /** One question on a connection of its own. */
  async ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(this.url, { commandTimeout: 5_000 });
    try {
      return await question(redis.on('error', () => undefined));
    } finally {
      redis.disconnect();
    }
  }
}

const NOWHERE: Discovery = { instancesOf: () => [], close: async () => undefined };

/** The transport as a process of this name opens it. */
export const transportOver = (
  redis: Pick<TestRedis, 'url'>,
  process: string,
  speaks: readonly string[] = ['guest'],
  logger: LoggerService = new Logger('redis'),
): Promise<Transport> =>
  openTransport('redis', {
    process,
    speaks,
    channels,
    config: Config.read(transportSections, { REDIS_URL: redis.url }),
    discovery: NOWHERE,
    logger: logger as Logger,
  });
