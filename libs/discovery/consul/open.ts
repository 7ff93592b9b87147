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
  readonly follow?: readonly string[];
  /** Services that are none of its contexts, by their own names, which have no prefix. */
  readonly services?: readonly string[];
  readonly logger: Logger;
}

/** Long enough for an agent that starts at the same time. */
const OPEN_MS = 5_000;

/** Resolves when the instances of all that is followed are known. Rejects with a ConsulError. */
export async function openConsul({ settings, follow = [], services = [], logger }: ConsulOptions): Promise<Registry> {
  const api = await ConsulApi.open(settings, follow.length + services.length, services);
  const registry = new ConsulRegistry(api, settings.CLEAVE_CONSUL_PREFIX, { follow, services }, logger);
  try {
    await begun(api, registry);
    registry.start();
    return registry;
  } catch (error) {
    await registry.close();
    throw error;
  }
}

async function begun(api: ConsulApi, registry: ConsulRegistry): Promise<void> {
  const limit = performance.now() + OPEN_MS;
  for (;;) {
    try {
      if (!(await api.leader())) throw new ConsulError('consul.unreachable', 'Consul has no leader');
      return await registry.begin();
    } catch (error) {
      const { mayPass, code, message } = error as ConsulError;
      if (!mayPass) throw error;
      const advice = 'start it, or correct CONSUL_HTTP_ADDR or CONSUL_HTTP_TOKEN';
      if (performance.now() > limit) throw new ConsulError(code, `${message}: ${advice}.`, { cause: error });
      await pause(50);
    }
  }
}
