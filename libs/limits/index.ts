/** Rate limits: counted in this process at once, and shared between processes where a Redis is named. */
export { FailureLimit } from './failures.js';
export { Limit, limitSetting } from './limit.js';
export { Limiter, type Excess, type LimiterOptions } from './limiter.js';
export { sharedCounts } from './open-shared-counts.js';
export type { SharedCounter, SharedCounts } from './shared-counts.js';
