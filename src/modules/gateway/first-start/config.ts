import { z } from 'zod';
import { section } from '#libs/config';
import { Password } from '#shared/contracts/users';

export const firstStartConfig = section(
  'first start',
  {
    CLEAVE_OPERATOR_EMAIL: z
      .email()
      .optional()
      .describe('The first operator. Without it, the embedded server gets one with a random password, shown at start.'),
    CLEAVE_OPERATOR_PASSWORD: Password.optional().describe('Password of the first operator.'),
    CLEAVE_DEMO: z
      .stringbool()
      .default(true)
      .describe('A small demo catalogue on the embedded server; 0 leaves it empty.'),
  },
  ({ CLEAVE_OPERATOR_EMAIL: email, CLEAVE_OPERATOR_PASSWORD: password }) => {
    if (!email === !password) return undefined;
    return `CLEAVE_OPERATOR_${email ? 'PASSWORD' : 'EMAIL'} is missing: it belongs to CLEAVE_OPERATOR_${email ? 'EMAIL' : 'PASSWORD'}.`;
  },
);
