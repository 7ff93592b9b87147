import { z } from 'zod';
import { section } from '#libs/config';
import { limitSetting } from '#libs/limits';

export const limitsConfig = section('rate limits', {
  CLEAVE_RATE_LIMITS: z
    .stringbool()
    .default(true)
    .describe('off: nobody is limited. Each limit is a number of requests in a time. See docs/rate-limits.md.'),
  CLEAVE_LIMIT_READS_PER_ADDRESS: limitSetting('200000/10s').describe('GET and HEAD of one address.'),
  CLEAVE_LIMIT_READS_PER_USER: limitSetting('100000/10s').describe('GET and HEAD of one user.'),
  CLEAVE_LIMIT_WRITES_PER_ADDRESS: limitSetting('100000/10s').describe('All other requests of one address.'),
  CLEAVE_LIMIT_WRITES_PER_USER: limitSetting('50000/10s').describe('All other requests of one user.'),
  CLEAVE_LIMIT_OPERATIONS_PER_USER: limitSetting('30000/1m').describe(
    'Requests of one operator to routes that only operators may use.',
  ),
  CLEAVE_LIMIT_REGISTRATIONS_PER_ADDRESS: limitSetting('3000/1h').describe('Registrations from one address.'),
  CLEAVE_LIMIT_REGISTRATIONS_PER_ACCOUNT: limitSetting('10/1h').describe('Registrations of one e-mail address.'),
  CLEAVE_LIMIT_WRONG_PASSWORDS_PER_ADDRESS: limitSetting('100/15m').describe('Failures to sign in from one address.'),
  CLEAVE_LIMIT_WRONG_PASSWORDS_PER_ACCOUNT: limitSetting('10/15m').describe(
    'Failures to sign in to one account: from all devices together on which it has never signed in, and from each other one.',
  ),
});
