import type { FactoryProvider } from '@nestjs/common';
import { Config } from '#libs/config';
import { HOST, type Host } from '#libs/messaging';
import { Mailer } from '../ports/mailer.js';
import { NoMailer } from './no-mailer.js';
import { mailConfig } from './smtp/config.js';
import { senderOf } from './smtp/sender.js';
import { serverOf } from './smtp/server.js';
import { SmtpMailer } from './smtp-mailer.js';

/** As configured. */
export const mailer: FactoryProvider<Mailer> = {
  provide: Mailer,
  inject: [HOST],
  useFactory: ({ settings }: Host) => {
    const { SMTP_URL: url, CLEAVE_MAIL_FROM: from } = Config.read([mailConfig]).get(mailConfig);
    if (!url) return new NoMailer();
    return new SmtpMailer({ server: serverOf(url)!, from: senderOf(from!)!, deadlineMs: settings.effectDeadlineMs });
  },
};
