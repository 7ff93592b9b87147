import type { PlacedProcess, Placement } from '../../placement/index.js';

/**
 * The placement with another number of replicas of a process: of fewer the last ones go, of more each new one gets a management port.
 * Addresses are for lists that never change; where replicas come and go, they are found without any.
 */
export function withReplicas(
  placement: Placement,
  name: string,
  replicas: number,
  newPorts: readonly number[] = [],
): Placement {
  const changed = (process: PlacedProcess): PlacedProcess => ({
    ...process,
    replicas,
    addresses: undefined,
    management: [...process.management!, ...newPorts].slice(0, replicas),
  });
  const processes = placement.processes.map((process) => (process.name === name ? changed(process) : process));
  return { ...placement, processes };
}
