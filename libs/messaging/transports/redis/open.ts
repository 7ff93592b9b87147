import type { OpenTransport } from '../transport.js';
import { Broker } from './broker.js';
import { redisConfig } from './config.js';
import { RedisError } from './redis-error.js';
import { RedisTransport } from './redis-transport.js';

/** Rejects with a RedisError when Redis is not reachable, or is configured to evict keys. */
export const open: OpenTransport = async ({ process, channels, config, logger }) => {
  const { REDIS_URL: url, CLEAVE_REDIS_PREFIX: prefix } = config.get(redisConfig);
  if (!url)
    throw new RedisError(
      'redis.no-url',
      'The placement carries messages over Redis, and REDIS_URL is not set: name a Redis 6.2 or later, or use npm start, which runs one.',
    );
  return new RedisTransport(await Broker.connect({ url, prefix, process, channels, logger }));
};
