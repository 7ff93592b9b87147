import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '#libs/config';
import { isKept } from '#libs/processes';
import type { LocalBroker, LocalBrokerOptions } from './local-broker.js';
import type { TransportName } from './transport.js';

/** What a transport needs before it can work; the code that starts the processes provides it. */
export interface Needs {
  /** Servers listen: each replica needs an address that the others know. */
  readonly addresses: boolean;
  /** The broker that it needs; undefined: none. */
  readonly broker?: BrokerNeed;
}

export interface BrokerNeed {
  /** The environment variable with its URL. */
  readonly variable: string;
  /** Starts one on this machine. Rejects with a readable message when that is not possible. */
  start(options: LocalBrokerOptions): Promise<LocalBroker>;
}

const NEEDS: Readonly<Record<TransportName, Needs>> = {
  tcp: { addresses: true },
  redis: {
    addresses: false,
    broker: {
      variable: 'REDIS_URL',
      start: async (options) => (await import('./redis/server/index.js')).startRedis(options),
    },
  },
  rabbitmq: {
    addresses: false,
    broker: {
      variable: 'RABBITMQ_URL',
      start: async (options) => (await import('./rabbitmq/server/index.js')).startRabbitmq(options),
    },
  },
};

export const needsOf = (name: TransportName): Needs => NEEDS[name];

/**
 * Removes message bodies, also passwords, that brokers have left in files below the data folder: a RabbitMQ that was killed together with
 * what kept it, and the Redis of earlier versions.
 */
export function sweepBrokers(dataDir: string): void {
  const remove = (...path: string[]) => rmSync(join(dataDir, ...path), { recursive: true, force: true });
  remove('redis', 'appendonlydir');
  if (!isKept(dataFolder(dataDir), 'rabbitmq')) remove('rabbitmq', 'data');
}
