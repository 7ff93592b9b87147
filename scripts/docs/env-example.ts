import { contexts } from '#contexts';
import { dataConfig, envExample, type Section } from '#libs/config';
import { databaseSections } from '#libs/database';
import { hostingConfig, keysConfig, seatConfig } from '#libs/hosting';
import { routesConfig } from '#libs/hosting/routes';
import { supervisorConfig } from '#libs/hosting/supervisor';
import { reconciliationConfig } from '#libs/reconciliation';
import { consulConfig } from '#libs/discovery/consul';
import { messagingConfig } from '#libs/messaging';
import { transportSections } from '#libs/messaging/transports';
import { telemetryConfig } from '#libs/telemetry';
import { demoConfig } from '../../apps/demo/running-system.js';
import { mailConfig } from '../../src/modules/notifications/adapters/smtp/config.js';
import { providerConfig } from '../../apps/payment-provider/config.js';
import { overdueConfig } from '../../src/modules/inventory/overdue/config.js';
import { admissionConfig } from '../../src/modules/orders/data/admission.config.js';
import { searchConfig } from '../../src/modules/orders/data/search.config.js';
import { standInConfig } from '../../src/modules/payments/adapters/stand-in/config.js';
import { stripeConfig } from '../../src/modules/payments/adapters/stripe/config.js';
import { webhookConfig } from '../../src/modules/payments/adapters/stripe/webhook-config.js';

/** All settings. */
export async function allSections(): Promise<readonly Section<unknown>[]> {
  const { settings } = await contexts.door.load();
  const entries = Object.entries(contexts.contexts);
  const databases = entries.flatMap(([context, { databases = [] }]) => [context, ...databases]);
  const sections = [
    hostingConfig,
    keysConfig,
    routesConfig,
    telemetryConfig,
    dataConfig,
    ...databaseSections(databases),
    messagingConfig,
    ...settings,
  ];
  const placed = [
    seatConfig,
    supervisorConfig,
    ...transportSections,
    consulConfig,
    overdueConfig,
    admissionConfig,
    reconciliationConfig,
    searchConfig,
    mailConfig,
  ];
  return [...new Set([...sections, ...placed, standInConfig, stripeConfig, webhookConfig, providerConfig, demoConfig])];
}

/** `.env.example`: every setting with its description and default. */
export const envExampleText = async (): Promise<string> => envExample(await allSections());
