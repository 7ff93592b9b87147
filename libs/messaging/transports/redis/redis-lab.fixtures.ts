import { channels } from '#test/channels';
import { newId } from '../../ids.js';
import { BrokerIntruder } from '../broker/broker-intruder.fixtures.js';
import { TestRedis, transportOver } from '#test/redis';
import { JUNK, ProxiedBroker } from '../broker/proxied-broker.fixtures.js';
import type { Broker, Lab, Network } from '../conformance/lab.fixtures.js';
import type { Transport } from '../transport.js';
import { putAgain } from './raw-jobs.fixtures.js';

/** One Redis, with a proxy in front of it for each process. */
export class RedisLab implements Lab {
  private readonly proxied: ProxiedBroker;
  readonly network: Network;

  private constructor(private readonly redis: TestRedis) {
    this.proxied = new ProxiedBroker(redis.url);
    this.network = this.proxied.network((contexts) => this.garble(contexts));
  }

  static async make(): Promise<RedisLab> {
    return new RedisLab(await TestRedis.start());
  }

  open(process: string, serves: readonly string[] = []): Promise<Transport> {
    return this.proxied.open(process, serves, (url) => transportOver({ url }, process));
  }

  readonly intruder = new BrokerIntruder({
    over: 'redis',
    channels,
    put: (lane, id, data) =>
      putAgain(this.redis, {
        queue: `cleave:inn.${lane}`,
        id,
        fields: { name: 'call', data, opts: '{}', timestamp: String(Date.now()) },
      }),
    tell: (to, text) => this.redis.ask(async (redis) => void (await redis.publish(to, text))),
  });

  readonly broker: Broker = {
    kill: () => this.redis.kill9(),
    restart: () => this.redis.restart(),
    wipe: () => this.redis.flush(),
  };

  async close(): Promise<void> {
    await this.proxied.close();
    await this.redis.stop();
  }

  private async garble(contexts: readonly string[]): Promise<void> {
    await this.redis.ask(async (redis) => {
      for (const queue of contexts.flatMap((context) => [`cleave:${context}.frames`, `cleave:${context}.requests`]))
        for (const text of JUNK) {
          const id = newId();
          await redis.hset(`${queue}:${id}`, { name: 'junk', data: text, opts: '{}', timestamp: Date.now() });
          await redis.lpush(`${queue}:wait`, id);
          await redis.zadd(`${queue}:marker`, 0, '0');
        }
    });
  }
}
