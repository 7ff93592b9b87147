import type { TransportName } from '#libs/messaging';
import { transportBetween, type Placement } from '../placement/index.js';
import type { Share } from '../share.js';

/** The transports that touch a process, each with those of its contexts that others reach over it. */
export type Wiring = ReadonlyMap<TransportName, readonly string[]>;

/** The transports for all pairs of a local and a remote context. The door only sends, so it is not reached over any. */
export function wiringOf(placement: Placement, { contexts, door, others }: Share): Wiring {
  const wiring = new Map<TransportName, Set<string>>();
  const reachable = Object.keys(contexts);
  for (const here of door ? [...reachable, door.name] : reachable)
    for (const there of others) {
      const transport = transportBetween(placement, here, there)!;
      const reached = wiring.get(transport) ?? new Set();
      wiring.set(transport, here === door?.name ? reached : reached.add(here));
    }
  return new Map([...wiring].map(([transport, reached]) => [transport, [...reached]]));
}
