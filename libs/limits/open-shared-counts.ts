import type { SharedCounts, SharedCountsOptions } from './shared-counts.js';

/** Loads the driver, which a process without a Redis does not need, and begins to connect; a Redis that is away is no reason not to start. */
export async function sharedCounts(options: SharedCountsOptions): Promise<SharedCounts> {
  const { RedisCounts } = await import('./redis/index.js');
  return new RedisCounts(options);
}
