import { z } from 'zod';
import { section } from '#libs/config';

export const stripeConfig = section(
  'payment provider with the API of Stripe',
  {
    CLEAVE_STRIPE_KEY: z
      .string()
      .regex(/^[sr]k_(test|live)_\w{8,200}$/, 'must begin with sk_test_, sk_live_, rk_test_ or rk_live_')
      .optional()
      .describe(
        'Secret key of the account that takes the money. Without it npm start runs apps/payment-provider, and the stand-in takes it elsewhere.',
      ),
    CLEAVE_STRIPE_HOST: z
      .string()
      .regex(/^[\w.:-]{1,253}$/, 'must be a host name or an address')
      .default('api.stripe.com')
      .describe('Host that answers to the API of Stripe, such as 127.0.0.1 for apps/payment-provider.'),
    CLEAVE_STRIPE_PORT: z.coerce.number().int().min(1).max(65_535).default(443).describe('Its port.'),
    CLEAVE_STRIPE_PROTOCOL: z
      .enum(['https', 'http'])
      .default('https')
      .describe('`http` only for a provider on this machine: the key is sent with every call.'),
  },
  ({ CLEAVE_STRIPE_KEY: key, CLEAVE_STRIPE_PROTOCOL: protocol }) =>
    protocol === 'http' && key && /^.k_live_/.test(key)
      ? 'CLEAVE_STRIPE_PROTOCOL must be https with a live key, which would be sent in the clear'
      : undefined,
);
