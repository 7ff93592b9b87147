import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import type { Registry } from '../registry.js';
import { ConsulApi } from './api.js';
import type { ConsulSettings } from './config.js';
import { ConsulError } from './consul-error.js';
import { ConsulRegistry } from './consul-registry.js';

export interface ConsulOptions {
  /** `config.get(consulConfig)` */
  readonly settings: ConsulSettings;
  /** The contexts whose instances this process wants to know. */
  readonly follow: readonly string[];
  readonly logger: Logger;
}

/** Long enough for an agent that starts at the same time. */
const OPEN_MS = 5_000;

/** Resolves when the instances of all followed contexts are known. Rejects with a ConsulError. */
export async function openConsul({ settings, follow, logger }: ConsulOptions): Promise<Registry> {
  const api = await ConsulApi.open(settings);
  const registry = new ConsulRegistry(api, settings.CLEAVE_CONSUL_PREFIX, follow, logger);
  try {
    await answers(api);
    await registry.start();
    return registry;
  } catch (error) {
    await registry.close();
    throw error;
  }
}

async function answers(api: ConsulApi): Promise<void> {
  const limit = performance.now() + OPEN_MS;
  for (;;) {
    try {
      if (await api.hasLeader()) return;
      throw new ConsulError('consul.unreachable', `Consul at ${api.where} has no leader`);
    } catch (error) {
      if ((error as ConsulError).code !== 'consul.unreachable') throw error;
      if (performance.now() > limit) throw unreachable(error as ConsulError);
      await pause(50);
    }
  }
}

const unreachable = ({ message, cause }: ConsulError): ConsulError =>
  new ConsulError('consul.unreachable', `${message}; start it, or correct CONSUL_HTTP_ADDR.`, { cause });
