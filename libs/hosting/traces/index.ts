/** Traces on this machine: how OTLP is read, and where a running system keeps what it has traced. Loads no framework. */
export { keptTraces, leaveTraces, type KeptTraces } from './kept-traces.js';
export { OtlpError, otlpOf, spansIn, type Emitted, type OtlpSpan, type Resource } from './otlp.js';
export { keyOf, tracedSpan, type TracedSpan } from './traced-span.js';
