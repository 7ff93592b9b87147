import type { Excess } from '#libs/limits';
import { Problem } from '../problems/problem.js';

/** The 429 for a client beyond a limit, with the fields of draft-ietf-httpapi-ratelimit-headers-11. */
export function limited({ name, limit, retryAfterMs }: Excess): Problem {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
  return new Problem(429, 'request.rate-limited', undefined, {
    headers: {
      'retry-after': String(seconds),
      'ratelimit-policy': `"${name}";q=${limit.quota};w=${limit.seconds}`,
      ratelimit: `"${name}";r=0;t=${seconds}`,
    },
  });
}
