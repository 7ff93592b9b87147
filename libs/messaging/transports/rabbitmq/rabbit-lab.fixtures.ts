import { channels } from '#test/channels';
import { type TestRabbitmq, transportOver } from '#test/rabbitmq';
import { TcpProxy } from '#test/tcp-proxy';
import { BrokerIntruder } from '../broker/broker-intruder.fixtures.js';
import type { Broker, Lab, Network } from '../conformance/lab.fixtures.js';
import type { Transport } from '../transport.js';

/** A vhost of a RabbitMQ, with a proxy in front of it for each process. */
export class RabbitLab implements Lab {
  private readonly transports: Transport[] = [];
  private readonly ways = new Map<string, TcpProxy>();
  private readonly served = new Map<string, readonly string[]>();

  private constructor(
    private readonly rabbitmq: TestRabbitmq,
    readonly url: string,
  ) {}

  static async make(rabbitmq: TestRabbitmq): Promise<RabbitLab> {
    return new RabbitLab(rabbitmq, await rabbitmq.vhost());
  }

  async open(process: string, serves: readonly string[] = []): Promise<Transport> {
    const way = this.ways.get(process) ?? (await TcpProxy.before({ port: Number(new URL(this.url).port) }));
    this.ways.set(process, way);
    this.served.set(process, serves);
    const url = Object.assign(new URL(this.url), { port: way.port }).href;
    const transport = await transportOver(url, process);
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

  async close(): Promise<void> {
    await Promise.all(this.transports.map((transport) => transport.close()));
    await Promise.all([...this.ways.values()].map((way) => way.close()));
  }

  /** Malformed calls: nothing, no JSON, JSON of another shape, with and without an id. */
  private async garble(contexts: readonly string[]): Promise<void> {
    const texts = [
      '',
      '\0\x01\xff',
      'null',
      '[]',
      '{"from":1}',
      '{"from":"x","until":"never","frame":{"messages":[null]}}',
    ];
    for (const queue of contexts.flatMap((context) => [`cleave.${context}.frames`, `cleave.${context}.requests`]))
      for (const text of texts)
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
