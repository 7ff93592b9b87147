import type { ContextServer } from '../../door/context-server.js';
import type { Transport, TransportName } from '../transport.js';
import { BrokerCarrier, type Mailer } from './broker-carrier.js';
import type { CallDesk } from './call-desk.js';
import { CallServer } from './call-server.js';
import { LANES, type LaneName } from './lanes.js';

/** The connections of one process to one broker. */
export interface BrokerConnection {
  readonly desk: CallDesk;
  /** Why nothing can be sent now; undefined: it can. */
  trouble(): string | undefined;
  close(): void;
}

/** Takes the calls of one lane to a context. */
export interface LaneWorker {
  start(): Promise<void>;
  /** Takes no new calls and waits for running ones. */
  stop(): Promise<void>;
}

/** What a transport does over any broker: a carrier for each context that is called, two workers for each that is served. */
export abstract class BrokerTransport<Broker extends BrokerConnection> implements Transport {
  abstract readonly name: TransportName;
  private readonly carriers = new Map<string, BrokerCarrier>();
  private readonly workers: LaneWorker[] = [];

  constructor(protected readonly broker: Broker) {}

  protected abstract mailerTo(context: string): Mailer;
  protected abstract workerOf(server: CallServer, lane: LaneName): LaneWorker;

  async serve(servers: readonly ContextServer[]): Promise<void> {
    const { desk } = this.broker;
    for (const server of servers)
      this.workers.push(...LANES.map((lane) => this.workerOf(new CallServer(server, desk), lane)));
    await Promise.all(this.workers.map((worker) => worker.start()));
  }

  carrierTo(context: string): BrokerCarrier {
    const known = this.carriers.get(context);
    if (known) return known;
    const carrier = new BrokerCarrier(context, this.broker.desk, this.mailerTo(context));
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
