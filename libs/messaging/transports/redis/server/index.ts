/** Starts the `redis-server` found on the PATH. */
export { RedisError, type RedisErrorCode } from '../redis-error.js';
export { findRedisServer } from './program.js';
export { RedisProcess, type RedisPlace } from './redis-process.js';
export { startRedis } from './start-redis.js';
