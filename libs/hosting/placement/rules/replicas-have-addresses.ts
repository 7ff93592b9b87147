import type { Rule } from './rule.js';

/**
 * Every replica needs an address of its own. Replicas of the door all listen on the same public port, so they must be on different
 * hosts, and their addresses must show it, unless Consul is told where they are. On one machine the door has one replica.
 */
export const replicasHaveAddresses: Rule = ({ placement: { processes, discovery }, known }, refuse) => {
  for (const { name, contexts, replicas, addresses, management } of processes) {
    const path = ['processes', name];
    const asked = counted(replicas, 'replica', 'replicas');
    if (addresses && addresses.length !== replicas)
      refuse([...path, 'address'], `${asked} and ${counted(addresses.length, 'address', 'addresses')}`);
    if (management && management.length !== replicas)
      refuse([...path, 'management'], `${asked} and ${counted(management.length, 'port', 'ports')}`);
    const isToldElsewhere = discovery === 'consul' && !addresses;
    const hosts = new Set(addresses?.map(({ host }) => host));
    if (contexts.includes(known.door.name) && !isToldElsewhere && replicas > 1 && hosts.size < replicas)
      refuse(
        [...path, 'replicas'],
        `each replica of ${known.door.name} opens the public port: give each an address on a host of its own`,
      );
  }
};

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
