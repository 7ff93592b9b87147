import { z } from 'zod';
import { section } from '#libs/config';

export const admissionConfig = section('new orders', {
  CLEAVE_MOST_PAYMENT_BACKLOG_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(86_400_000)
    .default(300_000)
    .describe(
      'While the payment provider is away: how long it may need for the charges that wait for it, at its last rate, in milliseconds. With more, new orders are refused with 503.',
    ),
});
