import type { Section } from '#libs/config';
import { rabbitmqConfig } from './rabbitmq/config.js';
import { redisConfig } from './redis/config.js';
import { tcpConfig } from './tcp/config.js';
import type { OpenTransport, Transport, TransportName, TransportOptions } from './transport.js';

/** The settings of every transport, for `Config.read`. Reading them loads no driver. */
export const transportSections: readonly Section<unknown>[] = [tcpConfig, redisConfig, rabbitmqConfig];

/** Each adapter is a folder with `config.ts`, its settings, and `open.ts`, which exports `open` and may load a driver. */
const ADAPTERS: Readonly<Record<TransportName, () => Promise<{ open: OpenTransport }>>> = {
  tcp: () => import('./tcp/open.js'),
  redis: () => import('./redis/open.js'),
  rabbitmq: () => import('./rabbitmq/open.js'),
};

/** Loads one transport and opens it. Rejects with a readable message when it cannot work: a bad certificate, a broker that evicts keys. */
export async function openTransport(name: TransportName, options: TransportOptions): Promise<Transport> {
  const { open } = await ADAPTERS[name]();
  return open(options);
}
