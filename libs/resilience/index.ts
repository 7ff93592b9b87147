export { breaker, type Breaker, type BreakerOptions } from './breaker.js';
export { BreakerOpen } from './breaker-open.js';
