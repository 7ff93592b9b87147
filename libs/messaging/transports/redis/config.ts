import { z } from 'zod';
import { section } from '#libs/config';

export const redisConfig = section('redis', {
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a URL such as redis://user:password@host:6379/0' })
    .optional()
    .describe(
      'Redis 6.2 or later that never evicts, for processes that talk over it, and for the rate limits of several gateways. Where messages need one, npm start runs the one from the PATH without it.',
    ),
  CLEAVE_REDIS_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/, 'must begin with a letter and have only a-z, 0-9, _ and -')
    .default('cleave')
    .describe('Begins every key and channel; another one lets two installations share a Redis.'),
});
