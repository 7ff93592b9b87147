import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import { BatchSpanProcessor, ConsoleSpanExporter, type SpanExporter } from '@opentelemetry/sdk-trace';
import type { TelemetrySettings } from '../config.js';
import type { TraceExport } from '../wanted.js';

/** The exporters of spans, and what has become of their exports. */
export class SpanExports {
  readonly processors: readonly BatchSpanProcessor[];
  private exported = 0;
  private failed = 0;
  private failure: string | undefined;

  private constructor(exporters: readonly SpanExporter[], settings: TelemetrySettings) {
    this.processors = exporters.map(
      (exporter) =>
        new BatchSpanProcessor({
          exporter: this.counted(exporter),
          maxQueueSize: settings.OTEL_BSP_MAX_QUEUE_SIZE,
          maxExportBatchSize: Math.min(settings.OTEL_BSP_MAX_EXPORT_BATCH_SIZE, settings.OTEL_BSP_MAX_QUEUE_SIZE),
          scheduledDelayMillis: settings.OTEL_BSP_SCHEDULE_DELAY,
          exportTimeoutMillis: settings.OTEL_BSP_EXPORT_TIMEOUT,
        }),
    );
  }

  static async of(names: readonly TraceExport[], settings: TelemetrySettings): Promise<SpanExports> {
    return new SpanExports(await Promise.all(names.map(exporterOf)), settings);
  }

  details() {
    const { exported, failed, failure } = this;
    return { spans: { exported, failed, ...(failure && { failure }) } };
  }

  private counted(exporter: SpanExporter): SpanExporter {
    return {
      export: (spans, done) => exporter.export(spans, (result) => done(this.count(result, spans.length))),
      forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
      shutdown: () => exporter.shutdown(),
    };
  }

  private count(result: ExportResult, spans: number): ExportResult {
    const isDone = result.code === ExportResultCode.SUCCESS;
    this[isDone ? 'exported' : 'failed'] += spans;
    this.failure = isDone ? undefined : (result.error?.message ?? 'the receiver refused them');
    return result;
  }
}

async function exporterOf(name: TraceExport): Promise<SpanExporter> {
  if (name === 'console') return new ConsoleSpanExporter();
  return new (await import('@opentelemetry/exporter-trace-otlp-http')).OTLPTraceExporter();
}
