import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { RedisError } from '../redis-error.js';

/** The path of `redis-server`; undefined: it is not on the PATH. */
export function findRedisServer(path = process.env.PATH ?? ''): string | undefined {
  return path
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Throws a RedisError that says what to install. */
export function redisServer(path?: string): string {
  const program = findRedisServer(path);
  if (program) return program;
  throw new RedisError(
    'redis.not-installed',
    'The placement carries messages over Redis, but there is no redis-server on the PATH: install it (Debian: apt-get install redis-server; macOS: brew install redis), or set REDIS_URL.',
  );
}
