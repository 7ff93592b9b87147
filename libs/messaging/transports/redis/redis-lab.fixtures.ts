import { channels } from '#test/channels';
import { newId } from '../../ids.js';
import { BrokerIntruder } from '../broker/broker-intruder.fixtures.js';
import { TcpProxy } from '#test/tcp-proxy';
import { TestRedis, transportOver } from '#test/redis';
import type { Broker, Lab, Network } from '../conformance/lab.fixtures.js';
import type { Transport } from '../transport.js';
import { putAgain } from './raw-jobs.fixtures.js';

/** One Redis, with a proxy in front of it for each process. */
export class RedisLab implements Lab {
  private readonly transports: Transport[] = [];
  private readonly ways = new Map<string, TcpProxy>();
  private readonly served = new Map<string, readonly string[]>();

  private constructor(private readonly redis: TestRedis) {}

  static async make(): Promise<RedisLab> {
    return new RedisLab(await TestRedis.start());
  }

  async open(process: string, serves: readonly string[] = []): Promise<Transport> {
    const way = this.ways.get(process) ?? (await TcpProxy.before({ port: Number(new URL(this.redis.url).port) }));
    this.ways.set(process, way);
    this.served.set(process, serves);
    const url = Object.assign(new URL(this.redis.url), { port: way.port }).href;
    const transport = await transportOver({ url }, process);
    this.transports.push(transport);
    return transport;
  }

  readonly network: Network = {
    mute: (process) => this.ways.get(process)!.mute(),
    unmute: (process) => this.ways.get(process)!.unmute(),
    cut: (process) => this.ways.get(process)!.cut(),
    mend: (process) => this.ways.get(process)!.mend(),
    tap: (process) => {
      const way = this.ways.get(process)!;
      way.tap();
      return () => way.heard;
    },
    garble: (process) => this.garble(this.served.get(process)!),
  };

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
    await Promise.all(this.transports.map((transport) => transport.close()));
    await Promise.all([...this.ways.values()].map((way) => way.close()));
    await this.redis.stop();
  }

  /** Malformed jobs: no data, no JSON, JSON of another shape. */
  private async garble(contexts: readonly string[]): Promise<void> {
    const texts = [
      '',
      '\0\x01\xff',
      'null',
      '[]',
      '{"from":1}',
      '{"from":"x","until":"never","frame":{"messages":[null]}}',
    ];
    await this.redis.ask(async (redis) => {
      for (const queue of contexts.flatMap((context) => [`cleave:${context}.frames`, `cleave:${context}.requests`]))
        for (const text of texts) {
          const id = newId();
          await redis.hset(`${queue}:${id}`, { name: 'junk', data: text, opts: '{}', timestamp: Date.now() });
          await redis.lpush(`${queue}:wait`, id);
          await redis.zadd(`${queue}:marker`, 0, '0');
        }
    });
  }
}
