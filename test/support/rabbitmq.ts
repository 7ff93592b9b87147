import { randomBytes } from 'node:crypto';
import { Logger, type LoggerService } from '@nestjs/common';
import { connect, type ChannelModel } from 'amqplib';
import { Config } from '#libs/config';
import { openTransport, transportSections, type Transport } from '#libs/messaging/transports';
import {
  findRabbitmq,
  freeRabbitmqPorts,
  RabbitmqProcess,
  urlOf,
  wipe,
  type RabbitmqPlace,
} from '#libs/messaging/transports/rabbitmq/server';
import { channels } from '#test/channels';
import { serverFolder, TestServer } from '#test/test-server';

/** Describes what needs a RabbitMQ; where there is none to start, it says so and skips. */
export function describeWithRabbitmq(name: string, body: () => void): void {
  if (findRabbitmq()) return describe(name, body);
  process.stderr.write(`\nSKIPPED, for want of a rabbitmq-server (apt-get install rabbitmq-server): ${name}\n`);
  describe.skip(name, body);
}

/** A RabbitMQ of one spec's own, to be mistreated. It takes 5 s to start: one per spec file, with a vhost for each test. */
export class TestRabbitmq extends TestServer<RabbitmqPlace, RabbitmqProcess> {
  /** @param settings  more lines of rabbitmq.conf */
  static async start(settings: readonly string[] = []): Promise<TestRabbitmq> {
    const dir = serverFolder('rabbitmq');
    const place = { ...(await freeRabbitmqPorts()), dir, password: 'of-a-test', settings };
    return new TestRabbitmq(place, await RabbitmqProcess.start(place), RabbitmqProcess.start);
  }

  /** Its folder, which goes with it. */
  get dir(): string {
    return this.place.dir;
  }
  /** Of the vhost `/`. */
  get url(): string {
    return this.life.url;
  }
  /** Of the broker and its epmd. */
  get pids(): readonly number[] {
    return this.life.pids;
  }

  /** The URL of a new vhost, which shares nothing with the others but the server. */
  async vhost(name = `v-${randomBytes(4).toString('hex')}`): Promise<string> {
    await this.eval(makeVhost(name));
    return urlOf(this.place, name);
  }

  /** The URL of a new user with these rights in a vhost: to configure, to write, to read. */
  async user(url: string, rights: readonly [configure: string, write: string, read: string]): Promise<string> {
    const name = `u-${randomBytes(4).toString('hex')}`;
    await this.ctl('add_user', name, 'of-a-user');
    await this.ctl('set_permissions', '-p', vhostOf(url), name, ...rights);
    return Object.assign(new URL(url), { username: name, password: 'of-a-user' }).href;
  }

  /** Everything in a vhost, and its connections. One that does not run loses its data; it then comes back with the vhost `/` alone. */
  async wipe(url = this.url): Promise<void> {
    if (!this.life.isRunning) return wipe(this.place);
    const name = vhostOf(url);
    await this.eval(`rabbit_vhost:delete(${binary(name)}, ${US}), ${makeVhost(name)}`);
  }

  /** Every queue of a vhost, under its consumers. */
  async deleteQueues(url = this.url): Promise<void> {
    await this.eval(
      `[rabbit_amqqueue:delete(Q, false, false, ${US}) || Q <- rabbit_amqqueue:list(${binary(vhostOf(url))})].`,
    );
  }

  /** The names of a vhost's queues, in order. */
  async queues(url = this.url): Promise<string[]> {
    const names = await this.life.ctl('list_queues', '-p', vhostOf(url), '--no-table-headers', 'name');
    return names.split('\n').filter(Boolean).sort();
  }

  /** Senders are blocked while there is an alarm. */
  async alarm(isOn: boolean, resource: 'memory' | 'disk' = 'memory'): Promise<void> {
    const alarm = `{resource_limit, ${resource}, node()}`;
    await this.eval(isOn ? `rabbit_alarm:set_alarm({${alarm}, []}).` : `rabbit_alarm:clear_alarm(${alarm}).`);
  }

  /** Writes the names of all queues to the disk: a quorum queue younger than a second would be empty after `kill9`. */
  async settle(): Promise<void> {
    await this.eval('[dets:sync(T) || T <- dets:all()].');
  }

  /** `rabbitmqctl` with these words; takes 0.3 s. */
  ctl(...words: string[]): Promise<string> {
    return this.life.ctl(...words);
  }
  /** Erlang in the broker. */
  eval(expressions: string): Promise<string> {
    return this.ctl('eval', expressions);
  }

  /** One question on a connection of its own. */
  async ask<T>(question: (connection: ChannelModel) => Promise<T>, url = this.url): Promise<T> {
    const connection = await connect(url, { timeout: 5_000 });
    try {
      return await question(connection.on('error', () => undefined));
    } finally {
      await connection.close().catch(() => undefined);
    }
  }
}

/** Recorded by RabbitMQ as who did it. */
const US = '<<"test">>';
const binary = (text: string): string => `<<"${text}">>`;
const vhostOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));
const makeVhost = (name: string): string =>
  `rabbit_vhost:add(${binary(name)}, ${US}), rabbit_auth_backend_internal:set_permissions(<<"cleave">>, ${binary(name)}, <<".*">>, <<".*">>, <<".*">>, ${US}).`;

/** The transport as a process of this name opens it. */
export const transportOver = (
  url: string,
  process: string,
  speaks: readonly string[] = ['guest'],
  logger: LoggerService = new Logger('rabbitmq'),
  settings: NodeJS.ProcessEnv = {},
): Promise<Transport> =>
  openTransport('rabbitmq', {
    process,
    speaks,
    channels,
    config: Config.read(transportSections, { RABBITMQ_URL: url, ...settings }),
    discovery: { instancesOf: () => [], close: async () => undefined },
    logger: logger as Logger,
  });
