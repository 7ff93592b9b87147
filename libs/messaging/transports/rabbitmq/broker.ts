import type { SecureContextOptions } from 'node:tls';
import { FoldedLog } from '#libs/logging';
import { BrokerFailed } from '../broker/broker-failed.js';
import type { BrokerOptions } from '../broker/broker-options.js';
import type { BrokerConnection } from '../broker/broker-transport.js';
import { CallDesk } from '../broker/call-desk.js';
import { AnswerQueue } from './answer-queue.js';
import { Link } from './link.js';
import { Outlet } from './outlet.js';
import { Presence } from './presence.js';
import { checkMaySend, checkRequirements, refusalIn } from './requirements.js';
import { RabbitmqError } from './rabbitmq-error.js';
import { SenderClocks } from './sender-clocks.js';

/** Long enough for a RabbitMQ that starts at the same time. */
const CONNECT_MS = 10_000;
const PULSE_MS = 1_000;

export interface RabbitmqOptions extends BrokerOptions {
  /** For `amqps:`. */
  readonly tls: SecureContextOptions;
}

/** The connections of one process to one RabbitMQ, and what all its callers and workers share. */
export class Broker implements BrokerConnection {
  readonly desk: CallDesk;
  readonly presence: Presence;
  /**
   * For calls and answers in both directions. From a connection that sends messages the broker stops reading while its memory or disk is
   * full; the answers still come, since reading them sends nothing.
   */
  private readonly out: Link;
  /** For what is taken out of queues and acknowledged, and for questions. */
  readonly in: Link;
  private readonly outlet: Outlet;
  private readonly answers: AnswerQueue;
  private readonly where: string;
  private readonly warnings: FoldedLog;
  private pulse: NodeJS.Timeout | undefined;
  private isAway = false;

  private constructor(readonly options: RabbitmqOptions) {
    const { url, tls, prefix, process, channels, logger } = options;
    this.where = new URL(url).host;
    this.warnings = new FoldedLog((line) => logger.warn(line));
    this.out = new Link(url, `${prefix}.${process}.out`, tls);
    this.in = new Link(url, `${prefix}.${process}.in`, tls);
    const answers = () => this.answers.name;
    this.desk = new CallDesk({ over: 'rabbitmq', answers, channels, clock: new SenderClocks(), logger });
    this.presence = new Presence(this.in, prefix, this.desk.pending);
    this.outlet = new Outlet(this.out, this.desk.pending, (error) => this.failed('sending', error));
    const broke = () =>
      this.desk.pending.allFailed(new BrokerFailed(`the connection to RabbitMQ at ${this.where} broke`));
    this.answers = new AnswerQueue({
      link: this.out,
      name: `${prefix}.answers.${process}`,
      heard: (text) => this.desk.hear(text),
      failed: (error) => this.failed('answers', error),
      ended: broke,
    });
    this.out.on('down', broke);
    for (const link of [this.in, this.out])
      link
        .on('down', () => this.away())
        .on('up', () => this.back())
        .on('refused', (error) => this.failed('connection', error));
  }

  /** Rejects with a RabbitmqError (unreachable, untrusted, refused, too-old, forbidden). */
  static async connect(options: RabbitmqOptions): Promise<Broker> {
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
    const { blocked, connection } = this.out;
    if (blocked !== undefined) return `RabbitMQ at ${this.where} takes no messages now: ${blocked}`;
    const isUp = connection && this.outlet.isOpen && this.answers.isOpen;
    return isUp ? undefined : `RabbitMQ at ${this.where} is not reached`;
  }

  /** @param queue  its name without the prefix */
  send(lane: Parameters<Outlet['send']>[0], queue: string, call: Parameters<Outlet['send']>[2]): void {
    this.outlet.send(lane, `${this.options.prefix}.${queue}`, call);
  }

  answer(to: string, text: string): Promise<void> {
    return this.outlet.answer(to, text);
  }

  /** Resolves when answers can be sent. Rejects when that is not possible now. */
  canAnswer(): Promise<void> {
    return this.outlet.opened();
  }

  close(): void {
    clearInterval(this.pulse);
    this.pulse = undefined;
    this.desk.pending.allFailed(new Error('this process is stopping'));
    this.answers.close();
    this.outlet.close();
    this.in.close();
    this.out.close();
  }

  private async start(): Promise<void> {
    const limit = AbortSignal.timeout(CONNECT_MS);
    const refused = new AbortController();
    const links = [this.in, this.out];
    for (const link of links) link.on('refused', (error) => refusalIn(error) && refused.abort(error));
    try {
      const signal = AbortSignal.any([limit, refused.signal]);
      await Promise.all(links.map((link) => link.open(signal)));
      checkRequirements(this.in.connection!.connection.serverProperties, this.where);
      await Promise.all([this.answers.opened(), this.outlet.opened()]);
      await checkMaySend(this.out, this.options.prefix);
      this.pulse = setInterval(() => void this.presence.look().catch(() => undefined), PULSE_MS);
    } catch (error) {
      throw this.failure(error as Error);
    }
  }

  failure(error: Error): RabbitmqError {
    if (error instanceof RabbitmqError) return error;
    const cause = this.in.lastError ?? this.out.lastError ?? error;
    const { code, text } = refusalIn(error) ??
      refusalIn(cause) ?? {
        code: 'rabbitmq.unreachable' as const,
        text: `does not answer (${cause.message}); start it, or correct RABBITMQ_URL.`,
      };
    return new RabbitmqError(code, `RabbitMQ at ${this.where} ${text}`, { cause });
  }

  /** A refusal does not go away by itself, so it is told, with what to do; other failures are told as the absence of RabbitMQ. */
  private failed(what: string, error: Error): void {
    const refusal = this.pulse && refusalIn(error); // at the start it is the error with which the start fails
    if (refusal) this.warnings.happened(`${what} ${refusal.code}`, `RabbitMQ at ${this.where} ${refusal.text}`);
    else this.options.logger.debug(error.message);
  }

  private away(): void {
    if (!this.isAway && this.pulse) this.options.logger.warn(`RabbitMQ at ${this.where} is away`);
    this.isAway = true;
  }

  private back(): void {
    if (!this.isAway || !this.in.connection || !this.out.connection) return;
    this.options.logger.log(`RabbitMQ at ${this.where} answers again`);
    this.isAway = false;
  }
}
