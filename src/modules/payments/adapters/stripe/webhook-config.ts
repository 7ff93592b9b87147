import { z } from 'zod';
import { section } from '#libs/config';

const secret = z
  .string()
  .regex(/^whsec_\w{8,200}$/, 'must begin with whsec_ and have 8 or more letters and digits after it')
  .optional();

export const webhookConfig = section(
  'webhooks of the payment provider',
  {
    CLEAVE_STRIPE_WEBHOOK_SECRET: secret.describe(
      'What the provider signs its events with, which it posts to /v1/webhooks/payments. Without it they are answered 404.',
    ),
    CLEAVE_STRIPE_ACCEPTED_WEBHOOK_SECRET: secret.describe(
      'Set only while CLEAVE_STRIPE_WEBHOOK_SECRET is being replaced: the old or the new one. Events that are signed with it are taken as well.',
    ),
  },
  ({ CLEAVE_STRIPE_WEBHOOK_SECRET: one, CLEAVE_STRIPE_ACCEPTED_WEBHOOK_SECRET: other }) => {
    if (other && !one)
      return 'CLEAVE_STRIPE_ACCEPTED_WEBHOOK_SECRET stands beside CLEAVE_STRIPE_WEBHOOK_SECRET, which is missing';
    return other && one === other
      ? 'CLEAVE_STRIPE_ACCEPTED_WEBHOOK_SECRET must be another one than CLEAVE_STRIPE_WEBHOOK_SECRET'
      : undefined;
  },
);
