import { randomUUID } from 'node:crypto';
import { BrokerFailed } from '../broker/broker-failed.js';
import type { BrokerOptions } from '../broker/broker-options.js';
import type { BrokerConnection } from '../broker/broker-transport.js';
import { CallDesk } from '../broker/call-desk.js';
import { BrokerClock } from './broker-clock.js';
import { Connections } from './connections.js';
import { Ears } from './ears.js';
import { LostCalls } from './lost-calls.js';
import { checkRequirements } from './requirements.js';

/** Long enough for a Redis that starts at the same time. */
const CONNECT_MS = 5_000;
const PULSE_MS = 1_000;

/** The connections of one process to one Redis, and what all its callers and workers share. */
export class Broker implements BrokerConnection {
  readonly desk: CallDesk;
  /** The channel for answers to this run of the process. */
  readonly answers: string;
  readonly connections: Connections;
  readonly ears: Ears;
  private readonly clock: BrokerClock;
  private readonly where: string;
  private readonly lost: LostCalls;
  private pulse: NodeJS.Timeout | undefined;
  private wasAway = false;

  private constructor(readonly options: BrokerOptions) {
    const { url, prefix, process, logger, channels } = options;
    const { commands, ears } = (this.connections = new Connections(url, `${prefix}:${process}`));
    this.where = new URL(url).host;
    this.clock = new BrokerClock(() => commands.time());
    this.answers = `${prefix}:answers:${process}:${randomUUID()}`;
    this.desk = new CallDesk({ over: 'redis', answers: () => this.answers, channels, clock: this.clock, logger });
    this.lost = new LostCalls(commands, prefix, this.desk.pending);
    this.ears = new Ears({
      redis: ears,
      heard: (text) => this.desk.hear(text),
      deafened: () => this.desk.pending.allFailed(new BrokerFailed(`the connection to Redis at ${this.where} broke`)),
    });
    commands.on('close', () => {
      if (!this.wasAway && this.pulse) logger.warn(`Redis at ${this.where} is away`);
      this.wasAway = true;
    });
    commands.on('ready', () => {
      if (this.wasAway) logger.log(`Redis at ${this.where} answers again`);
      this.wasAway = false;
    });
  }

  /** Rejects with a RedisError (unreachable, too-old, evicts). */
  static async connect(options: BrokerOptions): Promise<Broker> {
    const broker = new Broker(options);
    try {
      await broker.start();
      return broker;
    } catch (error) {
      broker.close();
      throw error;
    }
  }

  /** Why nothing can be sent now; undefined: it can. */
  trouble(): string | undefined {
    const isUp = this.connections.isReady && this.ears.areOpen;
    return isUp ? undefined : `Redis at ${this.where} is not reached`;
  }

  /** How many processes serve a context, counted by their subscriptions. These end with the connection, so no heartbeat is needed. */
  async serversOf(context: string): Promise<number> {
    const [, count] = await this.connections.commands.pubsub('NUMSUB', this.channelOf(context));
    return Number(count);
  }

  /** The channel to which every process that serves the context subscribes. */
  channelOf(context: string): string {
    return `${this.options.prefix}:serves:${context}`;
  }

  /** Publishes an answer to one process. Uses the workers' connection, so that the answer is sent before the job ends, also after a reconnect. */
  answer(channel: string, answer: string): void {
    this.connections.work.publish(channel, answer).catch(() => undefined);
  }

  close(): void {
    clearInterval(this.pulse);
    this.pulse = undefined;
    this.desk.pending.allFailed(new Error('this process is stopping'));
    this.connections.close();
  }

  private async start(): Promise<void> {
    await this.connections.open(CONNECT_MS, this.where);
    await checkRequirements(this.connections.commands, this.where);
    await this.clock.look();
    await this.ears.add(this.answers);
    this.pulse = setInterval(() => this.beat(), PULSE_MS);
  }

  /** Failures are retried in a second; a connection without answers is closed by its own timeout. */
  private beat(): void {
    if (!this.connections.isReady) return;
    for (const beat of [this.clock.look(), this.ears.pulse(), this.lost.look()]) beat.catch(() => undefined);
  }
}
