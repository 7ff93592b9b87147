export { telemetryConfig, type TelemetrySettings } from './config.js';
export { contextIn, isSampled, type TraceContext } from './trace-context.js';
export { startTelemetry } from './start-telemetry.js';
export type { Emitter, Telemetry } from './telemetry.js';
export {
  ACTIVE,
  traceBy,
  tracing,
  type Attributes,
  type Span,
  type SpanKind,
  type SpanOptions,
  type Tracing,
} from './tracing.js';
