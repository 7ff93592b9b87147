import type { Redis } from 'ioredis';
import { RedisError } from './redis-error.js';

/** Refuses a Redis that is too old or evicts keys when memory is full. Uses INFO, because hosted servers often forbid CONFIG. */
export async function checkRequirements(redis: Pick<Redis, 'info'>, where: string): Promise<void> {
  const info = await redis.info();
  const version = valueIn(info, 'redis_version');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 6 || (major === 6 && minor < 2))
    throw new RedisError('redis.too-old', `Redis at ${where} is ${version}; use 6.2 or later.`);
  const policy = valueIn(info, 'maxmemory_policy');
  if (policy !== 'noeviction')
    throw new RedisError(
      'redis.evicts',
      `Redis at ${where} drops keys when its memory is full (maxmemory-policy ${policy}); set maxmemory-policy noeviction.`,
    );
}

const valueIn = (info: string, key: string): string => new RegExp(`^${key}:(.*?)\r?$`, 'm').exec(info)?.[1] ?? '';
