/** A Redis on this machine, from the PATH. */
export { RedisError, type RedisErrorCode } from '../redis-error.js';
export { findRedisServer } from './program.js';
export { RedisProcess, type RedisPlace } from './redis-process.js';
export { startRedis, type RedisServer, type RedisServerOptions } from './start-redis.js';
