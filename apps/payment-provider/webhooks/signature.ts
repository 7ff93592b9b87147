import { createHmac } from 'node:crypto';

/** The header `Stripe-Signature`: time, and HMAC-SHA-256 of time and body. */
export function signature(secret: string, body: string, now: number): string {
  const time = Math.floor(now / 1_000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}
