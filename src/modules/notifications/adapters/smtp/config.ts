import { z } from 'zod';
import { section } from '#libs/config';
import { addressesIn } from './addresses.js';
import { senderOf } from './sender.js';
import { serverOf } from './server.js';

export const mailConfig = section(
  'mail',
  {
    SMTP_URL: z
      .string()
      .refine((text) => serverOf(text) !== undefined, {
        error: 'must be smtp:// or smtps:// with host, port, user and password as needed, and nothing after them',
      })
      .optional()
      .describe(
        'The mail server that e-mails are sent by, such as smtps://user:password@mail.example.com. Without it they are kept and can be read. smtp:// uses TLS where the server offers it, and demands it before a password.',
      ),
    CLEAVE_MAIL_FROM: z
      .string()
      .refine((text) => senderOf(text) !== undefined, { error: 'must be an address, or a name and <an address>' })
      .optional()
      .describe(
        'Who sends them, such as Cleave <orders@example.com>. Needed with SMTP_URL; the domain is also that of every Message-ID.',
      ),
    CLEAVE_STAFF_MAIL: z
      .string()
      .refine((text) => addressesIn(text) !== undefined, { error: 'must be up to 10 addresses with commas between' })
      .optional()
      .describe(
        'Addresses of staff, with commas between, who are told by e-mail when the stock of a product is low. Without it nobody is.',
      ),
  },
  ({ SMTP_URL: url, CLEAVE_MAIL_FROM: from, CLEAVE_STAFF_MAIL: staff }) => {
    if (url && !from) return 'SMTP_URL needs CLEAVE_MAIL_FROM, the address that e-mails are sent from';
    if (staff && !url) return 'CLEAVE_STAFF_MAIL needs SMTP_URL: e-mails to staff are sent, or not written';
    return undefined;
  },
);
