import { serverOf } from './database-url.js';
import type { Known } from './known.js';
import type { Placement } from './placement.js';

/** Connections of each context besides its pool: the batch loop and the sweep. */
const BESIDE_POOL = 2;
/** Connections to each additional database. */
const OF_FURTHER = 3;
/** The default of CLEAVE_POOL_SIZE. */
const DEFAULT_POOL_SIZE = 5;

/**
 * How many connections all replicas together may open to each database.
 * @param poolSize  CLEAVE_POOL_SIZE, which holds where the placement says nothing
 */
export function connectionsIn(
  { processes, databases }: Placement,
  contexts: Known['contexts'],
  poolSize: number = DEFAULT_POOL_SIZE,
): Readonly<Record<string, number>> {
  const counts = Object.entries(contexts).flatMap(([name, { databases: further = [], connections = 0 }]) => {
    const replicas = processes.find((process) => process.contexts.includes(name))?.replicas ?? 0;
    const own = [name, replicas * ((databases[name]?.pool ?? poolSize) + BESIDE_POOL + connections)] as const;
    return [own, ...further.map((one) => [one, replicas * OF_FURTHER] as const)];
  });
  return Object.fromEntries(counts);
}

/** The connections that one PostgreSQL server must allow. */
export interface ServerLoad {
  /** `host:port`, or the variable that stands for it; undefined: the server that the settings name, or the embedded one. */
  readonly server?: string;
  readonly connections: number;
}

/** The same by server, as far as the placement knows them; the server of the settings comes first. */
export function connectionsOf(placement: Placement, { contexts }: Known, poolSize?: number): readonly ServerLoad[] {
  const loads = new Map<string | undefined, number>([[undefined, 0]]);
  for (const [database, connections] of Object.entries(connectionsIn(placement, contexts, poolSize))) {
    const url = placement.databases[database]?.url;
    const server = url === undefined ? undefined : serverOf(url);
    loads.set(server, (loads.get(server) ?? 0) + connections);
  }
  return [...loads].map(([server, connections]) => ({ server, connections }));
}
