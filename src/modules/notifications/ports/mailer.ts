import type { EffectCall } from '#libs/messaging';
import type { Mail } from '../domain/mail.js';
import type { MailOutcome } from '../messages.js';

/**
 * Port to the mail server. It cannot be asked what it has, and takes an e-mail twice that is sent twice: at least once, with the same
 * Message-ID, by which a mailbox may know it again.
 */
export abstract class Mailer {
  /** False: e-mails are kept and not sent. */
  abstract readonly isConfigured: boolean;

  /**
   * Resolves when the server has the e-mail, or has refused it for good.
   * @throws Undelivered when it is to be sent again
   */
  abstract send(mail: Mail, call: Pick<EffectCall, 'signal'>): Promise<MailOutcome>;
}
