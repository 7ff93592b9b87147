import { channels } from '#test/channels';
import { type TestRabbitmq, transportOver } from '#test/rabbitmq';
import { BrokerIntruder } from '../broker/broker-intruder.fixtures.js';
import { JUNK, ProxiedBroker } from '../broker/proxied-broker.fixtures.js';
import type { Broker, Lab, Network } from '../conformance/lab.fixtures.js';
import type { Transport } from '../transport.js';

/** A vhost of a RabbitMQ, with a proxy in front of it for each process. */
export class RabbitLab implements Lab {
  private readonly proxied: ProxiedBroker;
  readonly network: Network;

  private constructor(
    private readonly rabbitmq: TestRabbitmq,
    readonly url: string,
  ) {
    this.proxied = new ProxiedBroker(url);
    this.network = this.proxied.network((contexts) => this.garble(contexts));
  }

  static async make(rabbitmq: TestRabbitmq): Promise<RabbitLab> {
    return new RabbitLab(rabbitmq, await rabbitmq.vhost());
  }

  open(process: string, serves: readonly string[] = []): Promise<Transport> {
    return this.proxied.open(process, serves, (url) => transportOver(url, process));
  }

  readonly intruder = new BrokerIntruder({
    over: 'rabbitmq',
    channels,
    put: (lane, id, text) => this.write(`cleave.inn.${lane}`, Buffer.from(text), id),
    tell: (to, text) => this.write(to, Buffer.from(text)),
  });

  readonly broker: Broker = {
    kill: () => this.rabbitmq.kill9(),
    restart: async () => {
      await this.rabbitmq.restart();
      await this.rabbitmq.vhost(decodeURIComponent(new URL(this.url).pathname.slice(1))); // one that was wiped while it did not run has none
    },
    wipe: () => this.rabbitmq.wipe(this.url),
  };

  close(): Promise<void> {
    return this.proxied.close();
  }

  /** With and without an id. */
  private async garble(contexts: readonly string[]): Promise<void> {
    for (const queue of contexts.flatMap((context) => [`cleave.${context}.frames`, `cleave.${context}.requests`]))
      for (const text of JUNK)
        for (const messageId of [undefined, 'x']) await this.write(queue, Buffer.from(text, 'latin1'), messageId);
  }

  /** As any client of the broker. Resolves when the broker has it. */
  private async write(queue: string, content: Buffer, messageId?: string): Promise<void> {
    await this.rabbitmq.ask(async (connection) => {
      const channel = await connection.createConfirmChannel();
      channel.sendToQueue(queue, content, { messageId });
      await channel.waitForConfirms();
    }, this.url);
  }
}
