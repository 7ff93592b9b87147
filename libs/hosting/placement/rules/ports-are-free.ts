import { addressText } from '../address.js';
import type { Address, PlacedProcess } from '../placement.js';
import type { Path } from '../../yaml/index.js';
import type { Rule } from './rule.js';

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;
/** Where a process without an address runs. */
const HERE = 'localhost';

interface Port {
  readonly at: Address;
  readonly owner: string;
  readonly path: Path;
}

/** Two listeners cannot have one port of one host. */
export const portsAreFree: Rule = ({ placement: { processes } }, refuse) => {
  const taken = new Map<string, string>();
  for (const { at, owner, path } of processes.flatMap(portsOf)) {
    const key = addressText({ ...at, host: at.host.replace(LOOPBACK, HERE).toLowerCase() });
    const first = taken.get(key);
    if (first) refuse(path, `port ${at.port} of ${at.host} is taken by ${first} already`);
    else taken.set(key, owner);
  }
};

function portsOf({ name, replicas, addresses, management }: PlacedProcess): Port[] {
  const hostOf = (i: number) => addresses?.[i]?.host ?? HERE;
  const owner = (i: number) => (replicas > 1 ? `replica ${i + 1} of ${name}` : name);
  const path = (key: string, i: number) => ['processes', name, key, i];
  return [
    ...(addresses ?? []).map((at, i) => ({ at, owner: owner(i), path: path('address', i) })),
    ...(management ?? []).map((port, i) => ({
      at: { host: hostOf(i), port },
      owner: `the management port of ${owner(i)}`,
      path: path('management', i),
    })),
  ];
}
