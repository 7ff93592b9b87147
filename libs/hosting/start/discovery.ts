import { Logger } from '@nestjs/common';
import { Config } from '#libs/config';
import { staticDiscovery, type Discovery } from '#libs/discovery';
import { hostingConfig } from '../config.js';
import type { Contexts } from '../contexts.js';
import type { Check } from '../health/readiness.js';
import type { Seat } from '../seat.js';
import type { Share } from '../share.js';
import type { Shutdown } from '../shutdown.js';
import { calledByAddress } from '../wires/addresses.js';
import { instancesIn } from '../wires/instances.js';
import { advertisedHost } from '../wires/advertised-host.js';
import { registrationOf, type Listening } from './registration.js';

export interface FoundBy {
  /** Finds the instances of other contexts. */
  readonly discovery: Discovery;
  /** Lets others find this process until it stops. */
  announce(listening: Listening): Promise<void>;
  readonly checks: readonly Check[];
}

/**
 * How this process finds others and is found by them: by the addresses of the placement, or by Consul. Rejects with a readable message
 * when Consul does not answer, or the host under which this process is reached is not known.
 */
export async function discoveryFor(
  all: Contexts,
  seat: Seat,
  share: Share,
  config: Config,
  shutdown: Shutdown,
): Promise<FoundBy> {
  if (seat.placement.discovery === 'static')
    return { discovery: staticDiscovery(instancesIn(seat.placement)), announce: () => Promise.resolve(), checks: [] };
  const settings = config.get(hostingConfig);
  const host = advertisedHost(seat, settings);
  const { consulConfig, openConsul } = await import('#libs/discovery/consul');
  const registry = await openConsul({
    settings: Config.read([consulConfig]).get(consulConfig),
    follow: calledByAddress(all, seat.placement, share),
    logger: new Logger('consul'),
  });
  shutdown.add('Consul', () => registry.close());
  return {
    discovery: registry,
    // calls go on with the last known instances, so its absence is shown, and makes nobody unready
    checks: [{ name: 'consul', reason: () => undefined, details: () => ({ trouble: registry.trouble() }) }],
    announce: async (listening) => {
      // the last step to be added is the first of the stop: callers find other instances before this one refuses calls
      shutdown.add('its leave of Consul', () => registry.withdraw());
      await registry.announce(registrationOf(seat, share, host, listening, settings));
    },
  };
}
