import type { Contexts } from '../contexts.js';
import type { PlacedProcess, Placement } from '../placement/index.js';
import { listeners } from '../wires/addresses.js';
import { freePorts } from '#libs/free-ports';

const HERE = '127.0.0.1';

/**
 * The placement with a port for everything that listens on this machine; what the file says stays where it can. With Consul each
 * process takes its own port for others, which they learn from Consul alone. The URLs of databases are left out: each process is given
 * those of its own contexts.
 */
export async function resolved(all: Contexts, placement: Placement): Promise<Placement> {
  const listening = listeners(all, placement);
  const needsAddress = (process: PlacedProcess): boolean => !process.addresses && listening.includes(process);
  const replicas = (some: readonly PlacedProcess[]): number => some.reduce((sum, process) => sum + process.replicas, 0);

  const wanted = placement.processes.filter(needsAddress);
  const unmanaged = placement.processes.filter(isUnmanaged);
  const ports = [...(await freePorts(replicas(wanted) + replicas(unmanaged)))];
  const take = (process: PlacedProcess): number[] => ports.splice(0, process.replicas);

  const processes = placement.processes.map((process) => ({
    ...process,
    ...(needsAddress(process) && { addresses: take(process).map((port) => ({ host: HERE, port })) }),
    management: isUnmanaged(process) ? take(process) : process.management,
  }));
  const databases = Object.entries(placement.databases).map(([context, { pool }]) => [context, { pool }]);
  return { ...placement, processes, databases: Object.fromEntries(databases) };
}

/** One port for all replicas is meant for machines of their own. */
const isUnmanaged = ({ management = [], replicas }: PlacedProcess): boolean => new Set(management).size < replicas;
