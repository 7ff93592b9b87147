import { join, resolve } from 'node:path';
import { Config, ConfigurationError, dataConfig } from '#libs/config';
import { providerConfig } from './config.js';
import { LedgerError } from './ledger/ledger-error.js';
import { openProvider, type OpenSettings } from './open-provider.js';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Runs until a signal. A start that fails is one sentence and exit code 1, and so is a ledger that cannot be written. */
export async function run(): Promise<void> {
  try {
    const provider = await openProvider(settingsOf(process.env));
    const stop = (): void => void provider.close().finally(() => process.exit(0));
    for (const signal of SIGNALS) process.once(signal, stop);
    process.stdout.write(`payment-provider: listens on ${provider.url}\n`);
    process.send?.({ ready: provider.url });
  } catch (error) {
    fail(error);
  }
}

function settingsOf(env: NodeJS.ProcessEnv): OpenSettings {
  const config = Config.read([providerConfig, dataConfig], env);
  const given = config.get(providerConfig);
  const { CLEAVE_PAYMENT_PROVIDER_KEY: key } = given;
  if (!key) throw new ConfigurationError(['CLEAVE_PAYMENT_PROVIDER_KEY is missing: nobody could call the provider']);
  const { CLEAVE_PAYMENT_PROVIDER_WEBHOOK_URL: url, CLEAVE_PAYMENT_PROVIDER_WEBHOOK_SECRET: secret } = given;
  const folder = config.get(dataConfig).CLEAVE_DATA_DIR;
  return {
    key,
    host: given.CLEAVE_PAYMENT_PROVIDER_HOST,
    port: given.CLEAVE_PAYMENT_PROVIDER_PORT,
    arrivalMs: given.CLEAVE_PAYMENT_PROVIDER_ARRIVAL_MS,
    maxConnections: given.CLEAVE_PAYMENT_PROVIDER_MAX_CONNECTIONS,
    ledger: resolve(given.CLEAVE_PAYMENT_PROVIDER_LEDGER ?? join(folder, 'payment-provider.ledger')),
    silenceMs: given.CLEAVE_PAYMENT_PROVIDER_SILENCE_MS,
    slowMs: given.CLEAVE_PAYMENT_PROVIDER_SLOW_MS,
    settleMs: given.CLEAVE_PAYMENT_PROVIDER_SETTLE_MS,
    mostIntents: given.CLEAVE_PAYMENT_PROVIDER_MOST_INTENTS,
    webhook:
      url && secret
        ? {
            url,
            secret,
            lateMs: given.CLEAVE_PAYMENT_PROVIDER_LATE_MS,
            silenceMs: given.CLEAVE_PAYMENT_PROVIDER_SILENCE_MS,
          }
        : undefined,
    onFailure: fail,
  };
}

function fail(error: unknown): void {
  const isKnown = error instanceof ConfigurationError || error instanceof LedgerError;
  const text = isKnown ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`payment-provider: ${text}\n`);
  process.exit(1);
}
