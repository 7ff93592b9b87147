import { randomUUID } from 'node:crypto';
import type { Logger } from '@nestjs/common';
import type { Channels } from '#libs/keys';
import { Refusals } from '../proof/index.js';
import { CallGuard } from './call-guard.js';
import { BrokerClock } from './broker-clock.js';
import { BrokerFailed } from './broker-failed.js';
import { Connections } from './connections.js';
import { Ears } from './ears.js';
import { LostCalls } from './lost-calls.js';
import { PendingCalls } from './pending-calls.js';
import { checkRequirements } from './requirements.js';

/** Not longer than a Redis needs that starts at the same time. */
const CONNECT_MS = 5_000;
const PULSE_MS = 1_000;

export interface BrokerOptions {
  readonly url: string;
  readonly prefix: string;
  readonly process: string;
  /** The keys between the contexts of this process and all others. */
  readonly channels: Channels;
  readonly logger: Logger;
}

/** One process's connections to one Redis, and what every caller and worker in it shares. */
export class Broker {
  readonly pending = new PendingCalls();
  readonly clock: BrokerClock;
  /** Of this run: an answer to an earlier one is nobody's. */
  readonly answers: string;
  readonly connections: Connections;
  readonly ears: Ears;
  /** What was heard or taken and is not proven, or came twice. */
  readonly refusals: Refusals;
  readonly callGuard: CallGuard;
  private readonly where: string;
  private readonly lost: LostCalls;
  private pulse: NodeJS.Timeout | undefined;
  private wasAway = false;

  private constructor(readonly options: BrokerOptions) {
    const { url, prefix, process, logger, channels } = options;
    const { commands, ears } = (this.connections = new Connections(url, `${prefix}:${process}`));
    this.where = new URL(url).host;
    this.answers = `${prefix}:answers:${process}:${randomUUID()}`;
    this.clock = new BrokerClock(() => commands.time());
    this.refusals = new Refusals(logger);
    this.callGuard = new CallGuard(channels, this.clock, this.refusals);
    this.lost = new LostCalls(commands, this.pending);
    this.ears = new Ears({
      redis: ears,
      heard: (text) => this.hear(text),
      deafened: () => this.pending.allFailed(new BrokerFailed(`the connection to Redis at ${this.where} broke`)),
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

  /** Why nothing can be carried now. */
  trouble(): string | undefined {
    const isUp = this.connections.isReady && this.ears.areOpen;
    return isUp ? undefined : `Redis at ${this.where} is not reached`;
  }

  /** How many processes serve a context: their subscriptions end with their connections, so no heartbeat has to expire. */
  async serversOf(context: string): Promise<number> {
    const [, count] = await this.connections.commands.pubsub('NUMSUB', this.channelOf(context));
    return Number(count);
  }

  /** On it, whoever serves the context is seen. */
  channelOf(context: string): string {
    return `${this.options.prefix}:serves:${context}`;
  }

  /** To one process only; when it has gone, to nobody. On the workers' connection it is said before the job ends, also when both wait for the broker. */
  answer(channel: string, answer: string): void {
    this.connections.work.publish(channel, answer).catch(() => undefined);
  }

  close(): void {
    clearInterval(this.pulse);
    this.pulse = undefined;
    this.pending.allFailed(new Error('this process is stopping'));
    this.connections.close();
  }

  private async start(): Promise<void> {
    await this.connections.open(CONNECT_MS, this.where);
    await checkRequirements(this.connections.commands, this.where);
    await this.clock.look();
    await this.ears.add(this.answers);
    this.pulse = setInterval(() => this.beat(), PULSE_MS);
  }

  private hear(text: string): void {
    if (!this.pending.answered(text))
      this.refusals.refused('answer', 'refused: an answer that the context which was asked has not given');
  }

  /** What fails here is tried again in a second; a connection that answers nothing breaks by its own time-out. */
  private beat(): void {
    if (!this.connections.isReady) return;
    for (const beat of [this.clock.look(), this.ears.pulse(), this.lost.look()]) beat.catch(() => undefined);
  }
}
