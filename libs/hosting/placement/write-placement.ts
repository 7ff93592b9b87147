import { stringify } from 'yaml';
import { addressText } from './address.js';
import type { PlacedProcess, Placement } from './placement.js';

/** The placement as a file that reads back as the same placement; for processes that are started with it. It holds no secret. */
export function writePlacement({ transport, discovery, processes, pairs, databases }: Placement): string {
  const content = {
    transport,
    discovery,
    processes: Object.fromEntries(processes.map((process) => [process.name, written(process)])),
    pairs: pairs.length ? pairs : undefined,
    databases: Object.keys(databases).length ? databases : undefined,
  };
  return stringify(content, { aliasDuplicateObjects: false, lineWidth: 0 });
}

const written = ({ contexts, replicas, addresses, management }: PlacedProcess) => ({
  contexts,
  replicas,
  address: addresses?.map(addressText),
  management,
});
