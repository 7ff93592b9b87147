import type { Beside } from '#libs/hosting';

const SETTINGS = /^CLEAVE_PAYMENT_PROVIDER_/;

/** `apps/payment-provider`, which takes the money where nobody has set who else does. It keeps its ledger in the data folder. */
export const paymentProvider: Beside = {
  name: 'payment-provider',
  title: 'payment provider',
  isWanted: (env) =>
    !env.CLEAVE_STRIPE_KEY && !env.CLEAVE_STRIPE_KEY_FILE && env.CLEAVE_PAYMENT_PROVIDER !== 'stand-in',
  settingsOf({ port, api, secret, file }) {
    const key = `sk_test_${letters(secret('payment-provider'))}`;
    const signing = `whsec_${letters(secret('payment-provider-webhooks'))}`;
    const chosen = Object.entries(process.env).filter(([name]) => SETTINGS.test(name)) as [string, string][];
    return {
      program: {
        CLEAVE_PAYMENT_PROVIDER_LEDGER: file('payment-provider.ledger'),
        ...Object.fromEntries(chosen),
        CLEAVE_PAYMENT_PROVIDER_KEY: key,
        CLEAVE_PAYMENT_PROVIDER_HOST: '127.0.0.1',
        CLEAVE_PAYMENT_PROVIDER_PORT: String(port),
        ...(api && {
          CLEAVE_PAYMENT_PROVIDER_WEBHOOK_URL: `${api}/v1/webhooks/payments`,
          CLEAVE_PAYMENT_PROVIDER_WEBHOOK_SECRET: signing,
        }),
      },
      context: {
        CLEAVE_STRIPE_KEY: key,
        CLEAVE_STRIPE_HOST: '127.0.0.1',
        CLEAVE_STRIPE_PORT: String(port),
        CLEAVE_STRIPE_PROTOCOL: 'http',
        CLEAVE_STRIPE_WEBHOOK_SECRET: signing,
      },
    };
  },
};

/** A secret of the data folder in letters and digits, as keys of Stripe have to be. */
const letters = (secret: string): string => Buffer.from(secret, 'base64url').toString('hex');
