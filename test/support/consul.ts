import { Logger } from '@nestjs/common';
import { request } from 'undici';
import { Config } from '#libs/config';
import type { Registry } from '#libs/discovery';
import { consulConfig, openConsul } from '#libs/discovery/consul';
import { ConsulProcess, findConsul, type ConsulPlace } from '#libs/discovery/consul/server';
import { freePorts } from '#libs/free-ports';
import { serverFolder, TestServer } from '#test/test-server';

/** An agent on the PATH can be mistreated; one that only CONSUL_HTTP_ADDR names belongs to somebody. */
export type Need = 'its own' | 'any';

/** Describes what needs a Consul; where there is none, it says so and skips. */
export function describeWithConsul(name: string, body: () => void, need: Need = 'its own'): void {
  if (findConsul() || (need === 'any' && process.env.CONSUL_HTTP_ADDR)) return describe(name, body);
  const hint = need === 'any' ? ', or one at CONSUL_HTTP_ADDR' : '';
  process.stderr.write(`\nSKIPPED, for want of a consul on the PATH${hint}: ${name}\n`);
  describe.skip(name, body);
}

export type AnyConsul = Pick<TestConsul, 'env' | 'stop'>;

/** For a spec of the need `any`: one of its own where there is a program, else that of the environment, under names of its own. */
export async function anyConsul(): Promise<AnyConsul> {
  if (findConsul()) return TestConsul.start();
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => key.startsWith('CONSUL_')));
  return { env: { ...env, CLEAVE_CONSUL_PREFIX: `cleave-test-${process.pid}` }, stop: async () => undefined };
}

/** A Consul of one spec's own, to be mistreated. */
export class TestConsul extends TestServer<ConsulPlace, ConsulProcess> {
  /** Open to every process of this machine, unless there are tokens. */
  static async start(more: Pick<ConsulPlace, 'tokens' | 'config'> = {}): Promise<TestConsul> {
    const dir = serverFolder('consul');
    const place = { dir, ports: await freePorts(4), ...more };
    return new TestConsul(place, await ConsulProcess.start(place), ConsulProcess.start);
  }

  /** Host and port of its HTTP API. */
  get address(): string {
    return this.life.address;
  }
  get env(): NodeJS.ProcessEnv {
    return { CONSUL_HTTP_ADDR: this.address, CONSUL_HTTP_TOKEN: this.place.tokens?.processes };
  }
  get pid(): number {
    return this.life.pid;
  }

  /** One call of its HTTP API, such as `PUT`, `/v1/agent/service/deregister/x`. */
  async ask(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<unknown> {
    const token = this.place.tokens?.admin;
    const answer = await request(`http://${this.address}${path}`, {
      method,
      headers: token ? { 'x-consul-token': token } : {},
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** The ids that are registered. */
  async ids(): Promise<readonly string[]> {
    return Object.keys((await this.ask('GET', '/v1/agent/services')) as object).toSorted();
  }
}

/** The registry as a process opens it. */
export const registryAt = (
  { env }: { readonly env: NodeJS.ProcessEnv },
  follow: readonly string[] = [],
  logger: Pick<Logger, 'warn' | 'log'> = new Logger('consul'),
): Promise<Registry> =>
  openConsul({ settings: Config.read([consulConfig], env).get(consulConfig), follow, logger: logger as Logger });
