import { context, SpanStatusCode, trace, type Context, type Span as ApiSpan } from '@opentelemetry/api';
import { redacted } from '#libs/logging';
import type { Attributes, Span } from '../tracing.js';

/** Of a text that comes from an error. */
const MOST_CHARACTERS = 4_000;

/** Adapts a span of OpenTelemetry. What must not stand in the log does not stand in its events and failures either. */
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

  event(name: string, attributes: Attributes = {}): void {
    const told = Object.entries(attributes).map(([key, value]) => [
      key,
      typeof value === 'string' ? shown(value) : value,
    ]);
    this.span.addEvent(name, Object.fromEntries(told) as Attributes);
  }

  failed(type: string, why: unknown = type): void {
    const message = shown(why instanceof Error ? why.message : String(why));
    this.span.setAttribute('error.type', type);
    this.span.setStatus({ code: SpanStatusCode.ERROR, message });
    if (why instanceof Error) this.span.recordException({ name: why.name, message, stack: shown(why.stack ?? '') });
  }

  run<T>(work: () => T): T {
    return context.with(trace.setSpan(this.above, this.span), work);
  }

  end(): void {
    this.span.end();
  }
}

const shown = (text: string): string => redacted(text.slice(0, MOST_CHARACTERS));
