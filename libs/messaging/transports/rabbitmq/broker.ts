import { randomUUID } from 'node:crypto';
import type { Logger } from '@nestjs/common';
import type { Channels } from '#libs/keys';
import { BrokerFailed } from '../broker/broker-failed.js';
import { CallDesk } from '../broker/call-desk.js';
import { Link } from './link.js';
import { RabbitmqError } from './rabbitmq-error.js';
import { SenderClocks } from './sender-clocks.js';
import { SteadyChannel } from './steady-channel.js';

/** Long enough for a RabbitMQ that starts at the same time. */
const CONNECT_MS = 10_000;

export interface BrokerOptions {
  readonly url: string;
  readonly prefix: string;
  readonly process: string;
  /** The keys between the contexts of this process and all others. */
  readonly channels: Channels;
  readonly logger: Logger;
}

/** The connections of one process to one RabbitMQ, and what all its callers and workers share. */
export class Broker {
  readonly desk: CallDesk;
  /** For what is sent. The broker stops reading from such a connection when its memory or disk is full. */
  readonly out: Link;
  /** For what is received and acknowledged. */
  readonly in: Link;
  readonly answers: SteadyChannel;
  private readonly answering: SteadyChannel;
  private readonly where: string;
  private answerQueue = '';
  private wasAway = false;
  private isClosed = false;

  private constructor(readonly options: BrokerOptions) {
    const { url, prefix, process, channels, logger } = options;
    this.where = new URL(url).host;
    this.out = new Link(url, `${prefix}.${process}.out`);
    this.in = new Link(url, `${prefix}.${process}.in`);
    const failed = (error: Error) => logger.debug(error.message);
    this.desk = new CallDesk({
      over: 'rabbitmq',
      answers: () => this.answerQueue,
      channels,
      clock: new SenderClocks(),
      logger,
    });
    this.answers = new SteadyChannel({
      link: this.in,
      failed,
      setUp: async (channel, reopen) => {
        const name = `${prefix}.answers.${process}.${randomUUID()}`;
        await channel.assertQueue(name, { exclusive: true, autoDelete: true });
        const heard = (text: string) => this.desk.hear(text);
        await channel.consume(name, (message) => (message ? heard(message.content.toString()) : reopen()), {
          noAck: true,
        });
        this.answerQueue = name;
      },
      ended: () => this.lost(),
    });
    this.answering = new SteadyChannel({ link: this.out, failed, setUp: async () => undefined });
    this.out.on('down', () => this.lost());
    for (const link of [this.in, this.out]) link.on('down', () => this.away()).on('up', () => this.back());
  }

  /** Rejects with a RabbitmqError. */
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
    const { blocked } = this.out;
    if (blocked !== undefined) return `RabbitMQ at ${this.where} takes no messages now: ${blocked}`;
    const isUp = this.out.connection && this.answers.now && this.answering.now;
    return isUp ? undefined : `RabbitMQ at ${this.where} is not reached`;
  }

  queue(name: string): string {
    return `${this.options.prefix}.${name}`;
  }

  /** Sends an answer to the queue of one process. One that cannot be sent is lost, as with a broken connection. */
  answer(to: string, text: string): void {
    try {
      this.answering.now?.sendToQueue(to, Buffer.from(text));
    } catch {
      // its connection has just ended
    }
  }

  close(): void {
    this.isClosed = true;
    this.desk.pending.allFailed(new Error('this process is stopping'));
    for (const channel of [this.answers, this.answering]) void channel.close();
    this.in.close();
    this.out.close();
  }

  private async start(): Promise<void> {
    const signal = AbortSignal.timeout(CONNECT_MS);
    try {
      await Promise.all([this.in.open(signal), this.out.open(signal)]);
      await Promise.all([this.answers.opened(), this.answering.opened()]);
    } catch (error) {
      const { message } = this.in.lastError ?? this.out.lastError ?? (error as Error);
      const text = `RabbitMQ at ${this.where} does not answer (${message}); start it, or correct RABBITMQ_URL.`;
      throw new RabbitmqError('rabbitmq.unreachable', text, { cause: error });
    }
  }

  private lost(): void {
    this.desk.pending.allFailed(new BrokerFailed(`the connection to RabbitMQ at ${this.where} broke`));
  }

  private away(): void {
    if (!this.wasAway && !this.isClosed) this.options.logger.warn(`RabbitMQ at ${this.where} is away`);
    this.wasAway = true;
  }

  private back(): void {
    if (this.wasAway && this.in.connection && this.out.connection) {
      this.options.logger.log(`RabbitMQ at ${this.where} answers again`);
      this.wasAway = false;
    }
  }
}
