/** Decorators and wide events of nestjs-otel, which is loaded only where telemetry has been started before this file is loaded. */
export { ClientSpan } from './client-span.js';
export { OtelMethodCounter } from './counter.js';
export { Span } from './span.js';
export { WideEvent, wideEvent, WideEventField } from './wide-event.js';
