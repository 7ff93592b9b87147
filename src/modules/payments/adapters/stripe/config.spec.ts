import { Config } from '#libs/config';
import { stripeConfig } from './config.js';

const read = (env: Readonly<Record<string, string>>) => Config.read([stripeConfig], env).get(stripeConfig);

it('is Stripe itself, and only with a key', () => {
  expect(read({})).toEqual({
    CLEAVE_STRIPE_HOST: 'api.stripe.com',
    CLEAVE_STRIPE_PORT: 443,
    CLEAVE_STRIPE_PROTOCOL: 'https',
  });
  expect(() => read({ CLEAVE_STRIPE_KEY: 'pk_test_0123456789' })).toThrow('CLEAVE_STRIPE_KEY must begin with sk_test_');
});

it('sends no live key in the clear', () => {
  const http = { CLEAVE_STRIPE_PROTOCOL: 'http' };
  expect(() => read({ ...http, CLEAVE_STRIPE_KEY: 'sk_live_0123456789' })).toThrow('must be https');
  expect(read({ ...http, CLEAVE_STRIPE_KEY: 'sk_test_0123456789' })).toMatchObject(http);
});
