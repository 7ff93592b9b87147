import { z } from 'zod';
import { section } from '#libs/config';

const whole = z.coerce.number().int();

export const reconciliationConfig = section('reconciliation', {
  CLEAVE_RECONCILE_EVERY_MS: whole
    .min(0)
    .max(3_600_000)
    .default(10_000)
    .describe('How often a page of orders, payments and charges is compared, in milliseconds. 0: never.'),
  CLEAVE_RECONCILE_PAGE: whole.min(1).max(100).default(50).describe('How many of them are compared at a time.'),
  CLEAVE_RECONCILE_PAUSE_MS: whole
    .min(1)
    .max(86_400_000)
    .default(900_000)
    .describe(
      'Only what is older than so many milliseconds is compared, and a difference is shown when it is still there after as many more. Longer than anything is under way.',
    ),
});
