import type { OnApplicationShutdown } from '@nestjs/common';
import type { EffectCall } from '#libs/messaging';
import { Bulkhead } from '#libs/resilience';
import { ClientSpan } from '#libs/telemetry/nest-otel';
import type { Mail } from '../domain/mail.js';
import type { MailOutcome } from '../messages.js';
import { Mailer } from '../ports/mailer.js';
import { Undelivered } from '../ports/undelivered.js';
import { type Failure, refusalIn, undelivered } from './smtp/answer.js';
import { connect, CONNECTIONS, type Transport } from './smtp/connect.js';
import type { Sender } from './smtp/sender.js';
import type { Server } from './smtp/server.js';

/** Expected of an e-mail until the first one is sent. */
const USUAL_MS = 200;

export interface SmtpMailerOptions {
  readonly server: Server;
  readonly from: Sender;
  /** How long one call may take, in milliseconds. */
  readonly deadlineMs: number;
}

/** Sends by SMTP. It connects with the first e-mail, and keeps a few connections for the next ones. */
export class SmtpMailer extends Mailer implements OnApplicationShutdown {
  readonly isConfigured = true;
  private transport: Promise<Transport> | undefined;
  private readonly bulkhead: Bulkhead;

  constructor(private readonly options: SmtpMailerOptions) {
    super();
    // Without it, an e-mail would wait in the pool beyond its deadline, and the server seem to be silent.
    this.bulkhead = new Bulkhead({
      atOnce: CONNECTIONS,
      longestWaitMs: options.deadlineMs / 2,
      usualMs: USUAL_MS,
      refused: () => new Undelivered('busy', 'too many e-mails are being sent'),
    });
  }

  @ClientSpan('send mail', 'mail-server')
  send(mail: Mail, { signal }: Pick<EffectCall, 'signal'>): Promise<MailOutcome> {
    return this.bulkhead.run(() => this.hand(mail, signal), performance.now() + this.options.deadlineMs);
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.transport)?.close();
  }

  private async hand({ id, to, subject, text, html }: Mail, signal: AbortSignal): Promise<MailOutcome> {
    const { from, server, deadlineMs } = this.options;
    const { sendMail } = await (this.transport ??= connect(server, deadlineMs));
    const addresses = to.map(({ address }) => address);
    const messageId = `<${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`;
    try {
      await sendMail({ from, to: [...to], subject, text, html, messageId, signal });
      return { kind: 'sent' };
    } catch (error) {
      const reason = refusalIn(error as Failure, addresses);
      if (reason !== undefined) return { kind: 'refused', reason };
      throw undelivered(error as Failure, addresses);
    }
  }
}
