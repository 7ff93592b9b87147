import type { Seen } from './answers.js';
import type { Instance } from '../discovery.js';

/**
 * The list for callers after an answer of Consul.
 *
 * - Healthy instances are the list; what is critical or not registered any more leaves.
 * - While Consul is settling, those that it does not name are kept: after a restart of the agent they are about to register again.
 * - No healthy one leaves the list as it was, since a call finds out sooner than a health check. Addresses are brought up to date.
 *
 * @param held  the list until now
 */
export function merged(held: readonly Instance[], seen: readonly Seen[], isSettling: boolean): readonly Instance[] {
  const named = new Map(seen.map(({ id, host, port }) => [id, { id, host, port }]));
  const healthy = seen.filter(({ isHealthy }) => isHealthy).map(({ id }) => named.get(id)!);
  const awaited = isSettling ? held.filter(({ id }) => !named.has(id)) : [];
  if (healthy.length + awaited.length > 0) return [...healthy, ...awaited];
  return held.length ? held.map((one) => named.get(one.id) ?? one) : [...named.values()];
}
