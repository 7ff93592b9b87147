import type { Discovery, Instance } from './discovery.js';

/** A list that never changes: context → those that serve it. */
export function staticDiscovery(instances: Readonly<Record<string, readonly Instance[]>>): Discovery {
  const known = new Map(Object.entries(instances));
  return { instancesOf: (context) => known.get(context) ?? NONE, close: () => Promise.resolve() };
}

const NONE: readonly Instance[] = [];
