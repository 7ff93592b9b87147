import { Mailer } from '../ports/mailer.js';
import { Undelivered } from '../ports/undelivered.js';

/** Where no mail server is configured: e-mails are kept. */
export class NoMailer extends Mailer {
  readonly isConfigured = false;

  /** Only those that were to be sent before the setting was taken away come here: they wait until it is there again. */
  async send(): Promise<never> {
    throw new Undelivered('away', 'SMTP_URL is not set');
  }
}
