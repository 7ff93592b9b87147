/** W3C trace context, version 00: `00-<32 hex digits of the trace>-<16 of the span>-<flags>`. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly isSampled: boolean;
}

/** @param traceparent  a valid one; contexts check it where it enters */
export const contextIn = (traceparent: string): TraceContext => ({
  traceId: traceparent.slice(3, 35),
  spanId: traceparent.slice(36, 52),
  isSampled: isSampled(traceparent),
});

/**
 * Whether its last digit, the flags, has bit 0. False for what is none: headers of messages come from other processes, and a trace must
 * stop no message.
 */
export const isSampled = (traceparent: unknown): traceparent is string =>
  typeof traceparent === 'string' && (traceparent.charCodeAt(54) & 1) === 1;
