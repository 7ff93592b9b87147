import { databaseConfig, openDatabases, type Databases } from '#libs/database';
import { say } from '#libs/logging';
import type { ContextEntry } from '../contexts.js';
import { connectionsIn, type Placement } from '../placement/index.js';
import { databasesOf } from '../share.js';
import type { Shutdown } from '../shutdown.js';
import type { Settings } from './settings.js';

/** Reserved time of a stop. After its signal PostgreSQL ends by itself, also when nothing waits for it any more. */
const STOP_MS = 1_000;

/** Finds or creates the databases of these contexts. A stop that begins meanwhile also releases them. Throws DatabaseError. */
export async function databasesFor(
  contexts: Readonly<Record<string, ContextEntry>>,
  placement: Placement,
  { config, folder, keys }: Settings,
  shutdown: Shutdown,
): Promise<Databases> {
  const starting = new AbortController();
  const opening = openDatabases({
    config,
    folder,
    keys,
    names: databasesOf(contexts),
    connections: connectionsIn(placement, contexts, config.get(databaseConfig).CLEAVE_POOL_SIZE),
    log: say,
    signal: starting.signal,
  });
  const leave = (): Promise<void> => {
    starting.abort();
    return opening.then(
      (databases) => databases.stop(),
      () => undefined, // the start reports the failure
    );
  };
  shutdown.add('PostgreSQL', leave, STOP_MS);
  const databases = await opening;
  shutdown.throwIfEnding();
  return databases;
}
