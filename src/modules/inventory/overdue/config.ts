import { z } from 'zod';
import { section } from '#libs/config';

const whole = z.coerce.number().int();

export const overdueConfig = section('stock that is held for long', {
  CLEAVE_STOCK_OVERDUE_MS: whole
    .min(180_000)
    .max(86_400_000)
    .default(600_000)
    .describe(
      'After how many milliseconds an order is asked whether its stock is still needed, and asked again. Longer than a checkout takes.',
    ),
  CLEAVE_STOCK_OVERDUE_EVERY_MS: whole
    .min(0)
    .max(3_600_000)
    .default(10_000)
    .describe('How often inventory looks for such stock, in milliseconds. 0: never.'),
});
