import { z } from 'zod';
import { section } from '#libs/config';

export const standInConfig = section('stand-in payment provider', {
  CLEAVE_PROVIDER_SILENCE_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(180_000)
    .describe('How long nothing is known of a charge with pm_cleave_silent, in milliseconds.'),
});
