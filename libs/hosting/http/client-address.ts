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
  const address = ipaddr.process(text);
  if (address instanceof ipaddr.IPv4) return address.toString();
  const network = address.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(':')}::/64`;
}
