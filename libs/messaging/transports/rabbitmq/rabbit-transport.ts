import type { ContextServer } from '../../door/context-server.js';
import { BrokerTransport } from '../broker/broker-transport.js';
import type { CallServer } from '../broker/call-server.js';
import type { LaneName } from '../broker/lanes.js';
import type { Broker } from './broker.js';
import { QueueWorker } from './queue-worker.js';
import { RabbitMailer } from './rabbit-mailer.js';

/** Calls are messages in two queues per context, shared by all processes that serve it. Answers go to a queue of the calling process. */
export class RabbitTransport extends BrokerTransport<Broker> {
  readonly name = 'rabbitmq';

  override async serve(servers: readonly ContextServer[]): Promise<void> {
    try {
      await super.serve(servers);
    } catch (error) {
      throw this.broker.failure(error as Error);
    }
  }

  protected mailerTo(context: string): RabbitMailer {
    return new RabbitMailer(context, this.broker);
  }

  protected workerOf(server: CallServer, lane: LaneName): QueueWorker {
    return new QueueWorker(server, lane, this.broker);
  }
}
