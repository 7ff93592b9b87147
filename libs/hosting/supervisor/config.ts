import { z } from 'zod';
import { section } from '#libs/config';

export const supervisorConfig = section('supervisor', {
  CLEAVE_MUTE_MS: z.coerce
    .number()
    .int()
    .min(500)
    .default(10_000)
    .describe(
      'With several processes: one that answers nothing for so long, in milliseconds, is ended and started again.',
    ),
});
