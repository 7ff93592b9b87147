import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { isIP, isIPv4 } from 'node:net';

/**
 * The address by which a client is counted: an IPv4 address, also where it came as an IPv6 one (`::ffff:10.0.0.7`), or the /64 of an
 * IPv6 address, since every customer of a provider has a whole /64 to choose addresses from. What a trusted proxy wrote and is no
 * address is not used: then it is the proxy who is counted.
 */
export function clientAddress({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  return counted(ip) ?? counted(socket.remoteAddress) ?? 'unknown';
}

function counted(text = ''): string | undefined {
  if (isIPv4(text)) return text;
  if (!isIP(text)) return undefined; // ipaddr.js would also take `1` and `0x7f.1`
  return MAY_HOLD_IPV4.test(text) ? unmapped(text) : networkOf(text);
}

/** IPv4-mapped in one of its spellings, or with the name of an interface. */
const MAY_HOLD_IPV4 = /[.%]|:ffff:/i;

function unmapped(text: string): string {
  const address = ipaddr.process(text);
  return address instanceof ipaddr.IPv4 ? address.toString() : networkOf(address.toNormalizedString());
}

/** The first four groups. ipaddr.js takes 12 µs for it, which is too much for every request. */
function networkOf(text: string): string {
  const [left = [], right = []] = text
    .split('%', 1)[0]!
    .split('::')
    .map((part) => (part ? part.split(':') : []));
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  const network = [...left, ...zeros, ...right].slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
