import { isIP, isIPv6 } from 'node:net';
import { z } from 'zod';

/** `10.0.0.7`, `10.1.0.0/16` or `fd00::/8`. A prefix of 0 would let every client name its own address. */
function isAddressOrRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  if (!isIP(address) || rest.length) return false;
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (isIPv6(address) ? 128 : 32));
}

/** A comma-separated list of the proxies whose X-Forwarded-For is believed, as Fastify's `trustProxy` takes it. */
export const TrustedProxies = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((list) => list.every(isAddressOrRange), {
    error:
      'must be a list of addresses or ranges such as 10.0.0.7, 10.1.0.0/16, fd00::/8, and none that holds all addresses',
  });
