import { setTimeout as pause } from 'node:timers/promises';
import { Worker, type Job } from 'bullmq';
import type { LaneWorker } from '../broker/broker-transport.js';
import type { CallServer } from '../broker/call-server.js';
import { AT_ONCE, queueName, type LaneName } from '../broker/lanes.js';
import type { Broker } from './broker.js';

/** Also the longest time that a job waits when its wake-up went to a process that hangs. */
const POLL_SECONDS = 1;
const RETRY_MS = 1_000;
const MOST_STOPPING_MS = 5_000;

/** Takes the calls of one lane to a context out of its queue; each is taken by one process. */
export class ContextWorker implements LaneWorker {
  private readonly worker: Worker<unknown>;

  constructor(
    private readonly server: CallServer,
    lane: LaneName,
    private readonly broker: Broker,
  ) {
    const { prefix, logger } = broker.options;
    this.worker = new Worker(queueName(server.context, lane), (job) => this.run(job), {
      connection: broker.connections.work,
      prefix,
      name: broker.answers, // tells callers which process has taken a job, so that they can check whether it is still running
      concurrency: AT_ONCE[lane],
      drainDelay: POLL_SECONDS,
      runRetryDelay: RETRY_MS, // by default a worker starts again 15 s after Redis
      maxStalledCount: 0, // the sender has sent it again long before
      skipVersionCheck: true,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    this.worker.on('error', ({ message }) => broker.trouble() ?? logger.debug(`${this.worker.name}: ${message}`));
  }

  async start(): Promise<void> {
    await this.worker.waitUntilReady();
  }

  /** Takes no new jobs and waits for running ones; while the broker is unreachable, only as long as BullMQ needs to notice. */
  async stop(): Promise<void> {
    this.server.stop();
    const { connections } = this.broker;
    const blocking = await this.worker.getBackend().blockingClient;
    connections.end();
    const limit = performance.now() + MOST_STOPPING_MS;
    const isSteady = () => [blocking, connections.work].every((one) => ['ready', 'end'].includes(one!.status));
    while (!isSteady() && performance.now() < limit) await pause(20); // BullMQ waits forever when a connection is closed between two connection attempts
    await Promise.race([this.worker.close(), pause(limit - performance.now(), undefined, { ref: false })]);
    if (blocking?.status !== 'end') blocking?.disconnect();
  }

  /** Never rejects: for the broker, a job whose answer could not be sent is finished, too. */
  private async run({ id, data }: Job<unknown>): Promise<void> {
    const answer = await this.server.answerTo(id!, data);
    if (answer) this.broker.answer(answer.to, answer.text);
  }
}
