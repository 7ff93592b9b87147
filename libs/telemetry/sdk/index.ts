export { OtelTracing } from './otel-tracing.js';
export { samplerOf } from './sampling.js';
export { SPAN_LIMITS } from './span-limits.js';
export { startSdk } from './start-sdk.js';
