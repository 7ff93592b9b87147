import { context, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { Config } from '#libs/config';
import { telemetryConfig, traceBy } from '#libs/telemetry';
import { OtelTracing, samplerOf, SPAN_LIMITS } from '#libs/telemetry/sdk';

/** The spans of this process, kept in memory: what a receiver would get. */
export class RecordedSpans {
  private readonly exporter = new InMemorySpanExporter();

  /** Switches traces on. @param env  `OTEL_*` settings */
  constructor(env: NodeJS.ProcessEnv = {}) {
    const sampler = samplerOf(Config.read([telemetryConfig], env).get(telemetryConfig));
    const provider = new TracerProvider({
      sampler,
      spanLimits: SPAN_LIMITS,
      spanProcessors: [new SimpleSpanProcessor({ exporter: this.exporter })],
    });
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    trace.setGlobalTracerProvider(provider); // for the decorators of nestjs-otel
    traceBy(new OtelTracing(provider.getTracer('test')));
  }

  get all(): readonly ReadableSpan[] {
    return this.exporter.getFinishedSpans();
  }

  get names(): readonly string[] {
    return this.all.map(({ name }) => name).toSorted();
  }

  of(traceId: string): readonly ReadableSpan[] {
    return this.all.filter((span) => span.spanContext().traceId === traceId);
  }

  /** Those of other traces that are linked to this one. */
  linkedTo(traceId: string): readonly ReadableSpan[] {
    return this.all.filter(({ links }) => links.some(({ context: to }) => to.traceId === traceId));
  }

  below(parent: ReadableSpan): readonly ReadableSpan[] {
    return this.all.filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent.spanContext().spanId);
  }

  /** `server orders.place-order.v1` and what is below it, as nested lists. */
  treeOf(traceId: string, parent?: string): readonly unknown[] {
    const below = this.of(traceId).filter(({ parentSpanContext }) => parentSpanContext?.spanId === parent);
    return below.map((span) => {
      const more = this.treeOf(traceId, span.spanContext().spanId);
      const name = `${SpanKind[span.kind].toLowerCase()} ${span.name}`;
      return more.length ? [name, ...more] : name;
    });
  }

  end(): void {
    traceBy(undefined);
    trace.disable();
    context.disable();
  }
}
