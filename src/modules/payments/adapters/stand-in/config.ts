import { z } from 'zod';
import { section } from '#libs/config';

export const standInConfig = section('stand-in payment provider', {
  CLEAVE_PAYMENT_PROVIDER: z
    .enum(['stand-in'])
    .optional()
    .describe(
      '`stand-in`: payments takes no money by HTTP, but notes it in a database of its own, as benchmarks do; npm start then runs no apps/payment-provider.',
    ),
  CLEAVE_PROVIDER_SILENCE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(180_000)
    .describe('How long nothing is known of a charge with pm_cleave_silent, in milliseconds.'),
});
