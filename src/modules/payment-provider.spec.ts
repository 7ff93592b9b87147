import { paymentProvider } from './payment-provider.js';

const secret = (name: string): string => Buffer.from(name.padEnd(32, '.')).toString('base64url');
const given = { port: 20_001, secret, file: (name: string) => `/data/${name}` };

it.each([
  [{}, true],
  [{ CLEAVE_PAYMENT_PROVIDER: 'stand-in' }, false],
  [{ CLEAVE_STRIPE_KEY: 'sk_test_0123456789' }, false],
  [{ CLEAVE_STRIPE_KEY_FILE: '/run/secrets/stripe' }, false],
])('%j: it is wanted: %s', (env, isWanted) => expect(paymentProvider.isWanted(env)).toBe(isWanted));

it('tells payments and the provider the same keys, which are made of letters and digits', () => {
  const { program, context } = paymentProvider.settingsOf({ ...given, api: 'http://127.0.0.1:3000' });
  expect(context).toMatchObject({
    CLEAVE_STRIPE_KEY: expect.stringMatching(/^sk_test_[0-9a-f]{64}$/),
    CLEAVE_STRIPE_WEBHOOK_SECRET: expect.stringMatching(/^whsec_[0-9a-f]{64}$/),
    CLEAVE_STRIPE_PORT: '20001',
  });
  expect(program).toMatchObject({
    CLEAVE_PAYMENT_PROVIDER_KEY: context.CLEAVE_STRIPE_KEY,
    CLEAVE_PAYMENT_PROVIDER_WEBHOOK_SECRET: context.CLEAVE_STRIPE_WEBHOOK_SECRET,
    CLEAVE_PAYMENT_PROVIDER_WEBHOOK_URL: 'http://127.0.0.1:3000/v1/webhooks/payments',
    CLEAVE_PAYMENT_PROVIDER_HOST: '127.0.0.1',
    CLEAVE_PAYMENT_PROVIDER_PORT: '20001',
    CLEAVE_PAYMENT_PROVIDER_LEDGER: '/data/payment-provider.ledger',
  });
});

it('posts nothing where no process of this start serves the API', () => {
  const { program } = paymentProvider.settingsOf({ ...given, api: undefined });
  expect(Object.keys(program).filter((name) => name.includes('WEBHOOK'))).toEqual([]);
});
