export { Breaker, type BreakerOptions, type BreakerState, type BreakerStatus } from './breaker.js';
export { Breakers } from './breakers.js';
export { Bulkhead } from './bulkhead.js';
export { BreakerOpen } from './breaker-open.js';
