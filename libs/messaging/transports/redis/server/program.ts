import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { RedisError } from '../redis-error.js';

/** Where `redis-server` is; undefined: nowhere on the PATH. */
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

/** A Redis of ours must not outlive us, not even after a kill -9; the kernel sees to it where it can. */
export function dyingWithUs(): string[] {
  const known =
    process.platform === 'linux' &&
    spawnSync('setpriv', ['--pdeathsig', 'TERM', 'true'], { timeout: 5_000 }).status === 0;
  return known ? ['setpriv', '--pdeathsig', 'TERM'] : [];
}
