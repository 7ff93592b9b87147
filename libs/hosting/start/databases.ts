import { databaseConfig, openDatabases, type Databases } from '#libs/database';
import type { ContextEntry } from '../contexts.js';
import { connectionsIn, type Placement } from '../placement/index.js';
import { databasesOf } from '../share.js';
import type { Settings } from './settings.js';

/** Finds or makes the databases of these contexts. Throws DatabaseError. */
export function databasesFor(
  contexts: Readonly<Record<string, ContextEntry>>,
  placement: Placement,
  { config, folder, keys }: Settings,
): Promise<Databases> {
  return openDatabases({
    config,
    folder,
    keys,
    names: databasesOf(contexts),
    connections: connectionsIn(placement, contexts, config.get(databaseConfig).CLEAVE_POOL_SIZE),
    log: (line) => void process.stderr.write(`${line}\n`),
  });
}
