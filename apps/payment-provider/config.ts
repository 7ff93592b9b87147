import { z } from 'zod';
import { section } from '#libs/config';

const ms = (value: number, about: string) =>
  z.coerce.number().int().min(0).max(86_400_000).default(value).describe(about);

export const providerConfig = section(
  'local payment provider',
  {
    CLEAVE_PAYMENT_PROVIDER_KEY: z
      .string()
      .regex(/^[sr]k_test_\w{8,200}$/, 'must begin with sk_test_ and have 8 or more letters and digits after it')
      .optional()
      .describe(
        'The key that callers of apps/payment-provider must show, such as sk_test_ and 32 random characters. Required there.',
      ),
    CLEAVE_PAYMENT_PROVIDER_HOST: z
      .string()
      .min(1)
      .default('127.0.0.1')
      .describe('Address that it listens on. It speaks HTTP without TLS: leave it on this machine.'),
    CLEAVE_PAYMENT_PROVIDER_PORT: z.coerce
      .number()
      .int()
      .min(0)
      .max(65_535)
      .default(4242)
      .describe('Its port; 0 takes a free one.'),
    CLEAVE_PAYMENT_PROVIDER_LEDGER: z
      .string()
      .min(1)
      .optional()
      .describe('The file of its ledger. By default payment-provider.ledger in the data folder.'),
    CLEAVE_PAYMENT_PROVIDER_WEBHOOK_URL: z
      .url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:3000/v1/webhooks/payments' })
      .optional()
      .describe('Where it posts its events, signed. Without it they are only listed.'),
    CLEAVE_PAYMENT_PROVIDER_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_\w{8,200}$/, 'must begin with whsec_ and have 8 or more letters and digits after it')
      .optional()
      .describe('What it signs its events with.'),
    CLEAVE_PAYMENT_PROVIDER_SILENCE_MS: ms(
      180_000,
      'How long nothing is answered about a charge with pm_cleave_silent, in milliseconds.',
    ),
    CLEAVE_PAYMENT_PROVIDER_SLOW_MS: ms(2_000, 'How long the answer to a charge with pm_cleave_slow takes.'),
    CLEAVE_PAYMENT_PROVIDER_SETTLE_MS: ms(
      5_000,
      'After how long a refund that is pending is decided, in milliseconds.',
    ),
    CLEAVE_PAYMENT_PROVIDER_LATE_MS: ms(60_000, 'How late the events of pm_cleave_webhookLate are, in milliseconds.'),
    CLEAVE_PAYMENT_PROVIDER_ARRIVAL_MS: ms(10_000, 'How long a request to it may take to arrive, in milliseconds.'),
    CLEAVE_PAYMENT_PROVIDER_MAX_CONNECTIONS: z.coerce
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(256)
      .describe('Connections to it at once; one more is closed.'),
    CLEAVE_PAYMENT_PROVIDER_MOST_INTENTS: z.coerce
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .default(100_000)
      .describe(
        'Payment intents of one ledger, all of which are held in memory, about 10 kB each; then it refuses more.',
      ),
  },
  ({ CLEAVE_PAYMENT_PROVIDER_WEBHOOK_URL: url, CLEAVE_PAYMENT_PROVIDER_WEBHOOK_SECRET: secret }) =>
    url && !secret
      ? 'CLEAVE_PAYMENT_PROVIDER_WEBHOOK_SECRET is missing: events are sent signed, or not at all'
      : undefined,
);
