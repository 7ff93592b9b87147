import { networkInterfaces } from 'node:os';
import { ConfigurationError } from '#libs/config';
import { entryOf, type Seat } from '../seat.js';

export const LOOPBACK = '127.0.0.1';

const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';

/**
 * The host under which this process registers: CLEAVE_ADVERTISE_HOST, or that of its address in the placement, or the one on which it
 * listens. One that listens on every address takes the only one of its machine that others reach, as in a container. Throws
 * ConfigurationError where there are several.
 */
export function advertisedHost(
  seat: Seat,
  settings: { readonly CLEAVE_ADVERTISE_HOST?: string; readonly CLEAVE_LISTEN_HOST?: string },
  reachable: readonly string[] = externalAddresses(),
): string {
  const { CLEAVE_ADVERTISE_HOST, CLEAVE_LISTEN_HOST: listens = LOOPBACK } = settings;
  const said = CLEAVE_ADVERTISE_HOST ?? entryOf(seat, seat.process.addresses, 'addresses')?.host;
  if (said) return said;
  if (!isWildcard(listens)) return listens;
  if (reachable.length === 1) return reachable[0]!;
  const there = reachable.length ? `one of ${reachable.join(', ')}` : 'which has none but loopback';
  throw new ConfigurationError([
    `CLEAVE_ADVERTISE_HOST: is required, since this process listens on ${listens}: the host under which others reach this machine, ${there}`,
  ]);
}

/** Where something that listens on `host` is reached. */
export const reachedAt = (host: string, advertised: string): string => (isWildcard(host) ? advertised : host);

/** Of IPv4; those of IPv6 are several on every machine that has them. */
const externalAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
