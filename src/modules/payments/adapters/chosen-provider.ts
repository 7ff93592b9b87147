import { Config, ConfigurationError } from '#libs/config';
import { messagingConfig } from '#libs/messaging';
import type { PaymentProvider } from '../ports/payment-provider.js';
import type { ProviderSettings } from '../ports/provider-settings.js';
import { StandInProvider } from './stand-in-provider.js';
import { standInConfig } from './stand-in/config.js';
import { stripeConfig } from './stripe/config.js';

/**
 * The provider that the settings name: the one with the API of Stripe where there is a key for it, and else the stand-in. Only what is
 * chosen is loaded.
 *
 * @param databaseUrl  of the stand-in
 * @param given        settings that stand in place of the environment's
 * @throws ConfigurationError
 */
export async function chosenProvider(databaseUrl: string, given?: ProviderSettings): Promise<PaymentProvider> {
  const config = Config.read([standInConfig, stripeConfig, messagingConfig], { ...process.env, ...given });
  const { CLEAVE_STRIPE_KEY: key, ...where } = config.get(stripeConfig);
  if (key && config.get(standInConfig).CLEAVE_PAYMENT_PROVIDER)
    throw new ConfigurationError([
      'CLEAVE_PAYMENT_PROVIDER: stand-in takes no money by the account of CLEAVE_STRIPE_KEY',
    ]);
  if (!key) return new StandInProvider(databaseUrl, config.get(standInConfig).CLEAVE_PROVIDER_SILENCE_MS);
  const [{ StripeProvider }, { connect }] = await Promise.all([
    import('./stripe-provider.js'),
    import('./stripe/connect.js'),
  ]);
  return new StripeProvider(
    await connect({
      key,
      host: where.CLEAVE_STRIPE_HOST,
      port: where.CLEAVE_STRIPE_PORT,
      protocol: where.CLEAVE_STRIPE_PROTOCOL,
      deadlineMs: config.get(messagingConfig).CLEAVE_EFFECT_DEADLINE_MS,
    }),
  );
}
