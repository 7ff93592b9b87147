import { Config } from '#libs/config';
import type { ProviderEvents } from '../ports/provider-events.js';
import type { ProviderSettings } from '../ports/provider-settings.js';
import { NoEvents } from './no-events.js';
import { webhookConfig } from './stripe/webhook-config.js';

/**
 * Takes events where there is a secret that they are signed with. Only then the SDK is loaded.
 *
 * @param given  settings that stand in place of the environment's
 * @throws ConfigurationError
 */
export async function chosenEvents(given?: ProviderSettings): Promise<ProviderEvents> {
  const config = Config.read([webhookConfig], { ...process.env, ...given });
  const { CLEAVE_STRIPE_WEBHOOK_SECRET: secret, CLEAVE_STRIPE_ACCEPTED_WEBHOOK_SECRET: accepted } =
    config.get(webhookConfig);
  if (!secret) return new NoEvents();
  const [{ StripeEvents }, { webhooks }] = await Promise.all([
    import('./stripe/events.js'),
    import('./stripe/connect.js'),
  ]);
  return new StripeEvents(await webhooks(), accepted ? [secret, accepted] : [secret]);
}
