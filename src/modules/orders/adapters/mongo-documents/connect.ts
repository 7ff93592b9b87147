import type { MongoClient } from 'mongodb';
import { LONGEST_MS } from './limits.js';

/** Where the URL names no database. */
const DATABASE = 'cleave';

/**
 * Waits for nothing: it connects with the first call, and again after each loss. Loads the driver, which nobody does who has no URL.
 * Throws what the driver says of a URL that is none.
 */
export async function connect(url: string): Promise<MongoClient> {
  const { MongoClient } = await import('mongodb');
  return new MongoClient(url, {
    appName: 'cleave',
    maxPoolSize: 10, // of each process: a search that finds no connection free within its limit is answered like a store away
    serverSelectionTimeoutMS: 2_000,
    connectTimeoutMS: 2_000,
    waitQueueTimeoutMS: 2_000,
    socketTimeoutMS: LONGEST_MS, // breaks the connection of a call that is not awaited any more
    retryWrites: false, // the projector writes again what failed
    // One computer that fails loses nothing that was acknowledged.
    writeConcern: { w: 'majority', journal: true },
    // A document of some time ago is none that a page may be made of.
    readPreference: 'primary',
  });
}

export function databaseOf(url: string): string {
  const path = /^[^:]+:\/\/[^/?]+\/([^?]+)/.exec(url)?.[1];
  return path ? decodeURIComponent(path) : DATABASE;
}
