import { createHash, timingSafeEqual } from 'node:crypto';
import { invalid } from '../api/api-error.js';

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Lets nobody in who does not show the key, as Stripe's SDK does. The answer takes as long for each wrong one. */
export function keyCheck(key: string): (authorization: string | undefined) => void {
  const wanted = digestOf(`Bearer ${key}`);
  return (authorization) => {
    if (!timingSafeEqual(digestOf(authorization ?? ''), wanted))
      throw invalid(authorization ? 'Invalid API Key provided.' : 'You did not provide an API key.', { status: 401 });
  };
}
