import { randomUUID } from 'node:crypto';
import type { Load } from './protocol.js';

/** Creates the bytes of order requests with this `Prefer: wait`; everything but the key is serialized once. */
export function orderRequests(
  { tokens, productIds }: Pick<Load, 'tokens' | 'productIds'>,
  waitSeconds: number,
): (client: number) => string {
  const run = randomUUID();
  const bodies = productIds.map(bodyOf);
  const heads = tokens.map((token) => headOf(token, bodies[0]!.length, waitSeconds));
  let count = 0;
  return (client) => {
    const body = bodies[Math.floor(Math.random() * bodies.length)]!;
    return `${heads[client % heads.length]!}${run}-${count++}\r\n\r\n${body}`;
  };
}

const bodyOf = (productId: string): string =>
  JSON.stringify({ lines: [{ productId, quantity: 1 }], payment: { method: 'pm_card_visa' } });

const headOf = (token: string, length: number, waitSeconds: number): string =>
  [
    'POST /v2/orders HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${length}`,
    `authorization: Bearer ${token}`,
    `prefer: wait=${waitSeconds}`,
    'idempotency-key: ',
  ].join('\r\n');
