import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TransportName } from './transport.js';

/** What must be there before a transport can work; whoever starts processes sees to it. */
export interface Needs {
  /** Who is reached over it listens: each replica needs an address that the others know. */
  readonly addresses: boolean;
  /** A broker. */
  readonly broker?: BrokerNeed;
}

export interface BrokerNeed {
  /** The variable that says where it is. */
  readonly variable: string;
  /** Starts one on this machine. Rejects with a sentence when that cannot be. */
  start(options: { readonly dataDir: string; readonly log: (line: string) => void }): Promise<LocalBroker>;
}

export interface LocalBroker {
  /** The value of the variable. */
  readonly url: string;
  stop(): Promise<void>;
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
};

export const needsOf = (name: TransportName): Needs => NEEDS[name];

/** Removes what earlier versions let their Redis keep below the data folder: bodies of messages, passwords among them. */
export const sweepBrokers = (dataDir: string): void =>
  rmSync(join(dataDir, 'redis', 'appendonlydir'), { recursive: true, force: true });
