import type { Instance } from '#libs/discovery';
import type { Placement } from '../placement/index.js';

/** Context → where its replicas listen, as the placement lists them. */
export function instancesIn({ processes }: Placement): Readonly<Record<string, readonly Instance[]>> {
  const all = processes.flatMap(({ name, contexts, addresses = [] }) => {
    const instances = addresses.map(({ host, port }, n) => ({ id: `${name}-${n + 1}`, host, port }));
    return contexts.map((context) => [context, instances] as const);
  });
  return Object.fromEntries(all);
}
