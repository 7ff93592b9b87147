export { telemetryConfig, type TelemetrySettings } from './config.js';
export { contextIn, isSampled, type TraceContext } from './trace-context.js';
export {
  counter,
  gauge,
  histogram,
  total,
  type Counter,
  type Histogram,
  type Instrument,
  type Observable,
} from './instrument.js';
export { meterBy, metering, type Labels, type Metering, type Tell } from './metering.js';
export { SlowReading } from './slow-reading.js';
export { observeQueue, QUEUE_ITEMS, QUEUE_LIMIT } from './queues.js';
export { startTelemetry } from './start-telemetry.js';
export { LAST_EXPORT_MS, type Emitter, type Telemetry } from './telemetry.js';
export {
  ACTIVE,
  isTraced,
  traceBy,
  tracing,
  type Attributes,
  type Span,
  type SpanKind,
  type SpanOptions,
  type Tracing,
} from './tracing.js';
