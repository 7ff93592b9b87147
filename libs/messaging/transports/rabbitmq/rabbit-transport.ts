import type { ContextServer } from '../../door/context-server.js';
import { BrokerCarrier } from '../broker/broker-carrier.js';
import { CallServer } from '../broker/call-server.js';
import { LANES } from '../broker/lanes.js';
import type { Transport } from '../transport.js';
import type { Broker } from './broker.js';
import { QueueWorker } from './queue-worker.js';
import { RabbitMailer } from './rabbit-mailer.js';

/** Calls are messages in two queues per context, shared by all processes that serve it. Answers go to a queue of the calling process. */
export class RabbitTransport implements Transport {
  readonly name = 'rabbitmq';
  private readonly carriers = new Map<string, BrokerCarrier>();
  private readonly workers: QueueWorker[] = [];

  constructor(private readonly broker: Broker) {}

  async serve(servers: readonly ContextServer[]): Promise<void> {
    for (const server of servers)
      this.workers.push(
        ...LANES.map((lane) => new QueueWorker(new CallServer(server, this.broker.desk), lane, this.broker)),
      );
    await Promise.all(this.workers.map((worker) => worker.start())).catch((error: Error) => {
      throw this.broker.failure(error);
    });
  }

  carrierTo(context: string): BrokerCarrier {
    const mailer = () => new RabbitMailer(context, this.broker);
    const carrier = this.carriers.get(context) ?? new BrokerCarrier(context, this.broker.desk, mailer());
    this.carriers.set(context, carrier);
    return carrier;
  }

  /** Number of refused calls and answers, by kind. */
  get refusals(): Readonly<Record<string, number>> {
    return this.broker.desk.refusals.counts;
  }

  trouble(): string | undefined {
    return this.broker.trouble();
  }

  async drain(): Promise<void> {
    await Promise.all(this.workers.splice(0).map((worker) => worker.stop()));
  }

  async close(): Promise<void> {
    await this.drain();
    this.broker.close();
  }
}
