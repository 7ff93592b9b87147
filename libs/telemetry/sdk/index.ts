export { OtelTracing } from './otel-tracing.js';
export { samplerOf } from './sampling.js';
export { startSdk } from './start-sdk.js';
