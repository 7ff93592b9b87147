import { context, SpanStatusCode, trace, type Context, type Span as ApiSpan } from '@opentelemetry/api';
import type { Attributes, Span } from '../tracing.js';

/** Adapts a span of OpenTelemetry. */
export class OtelSpan implements Span {
  constructor(
    private readonly span: ApiSpan,
    private readonly above: Context,
  ) {}

  get traceparent(): string {
    const { traceId, spanId } = this.span.spanContext();
    return `00-${traceId}-${spanId}-01`;
  }

  note(attributes: Attributes): void {
    this.span.setAttributes(attributes);
  }

  event(name: string, attributes?: Attributes): void {
    this.span.addEvent(name, attributes);
  }

  failed(type: string, error?: unknown): void {
    this.span.setAttribute('error.type', type);
    this.span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : type });
    if (error instanceof Error) this.span.recordException(error);
  }

  run<T>(work: () => T): T {
    return context.with(trace.setSpan(this.above, this.span), work);
  }

  end(): void {
    this.span.end();
  }
}
