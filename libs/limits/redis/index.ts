/** Counts that are shared over a Redis. */
export { RedisCounts } from './redis-counts.js';
