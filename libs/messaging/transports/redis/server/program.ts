import { findProgram } from '#libs/processes';
import { RedisError } from '../redis-error.js';

/** The path of `redis-server`; undefined: it is not on the PATH. */
export const findRedisServer = (path?: string): string | undefined => findProgram('redis-server', path);

/** Throws a RedisError that says what to install. */
export function redisServer(path?: string): string {
  const program = findRedisServer(path);
  if (program) return program;
  throw new RedisError(
    'redis.not-installed',
    'The placement carries messages over Redis, but there is no redis-server on the PATH: install it (Debian: apt-get install redis-server; macOS: brew install redis), or set REDIS_URL.',
  );
}
