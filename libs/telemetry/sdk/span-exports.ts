import { ExportResultCode, type ExportResult } from '@opentelemetry/core';
import { BatchSpanProcessor, ConsoleSpanExporter, type SpanExporter } from '@opentelemetry/sdk-trace';
import type { TelemetrySettings } from '../config.js';
import { total } from '../instrument.js';
import type { Metering } from '../metering.js';
import { QUEUE_ITEMS, QUEUE_LIMIT } from '../queues.js';
import type { TraceExport } from '../wanted.js';
import { SpanQueue } from './span-queue.js';

const SPANS = total('cleave.telemetry.spans', '{span}', 'Spans by what has become of their export.');

/** The exporters of spans, and what has become of their exports. */
export class SpanExports {
  readonly processors: readonly BatchSpanProcessor[];
  private readonly queues: readonly SpanQueue[];
  private exported = 0;
  private failed = 0;
  private failure: string | undefined;

  private constructor(
    exporters: readonly SpanExporter[],
    private readonly settings: TelemetrySettings,
  ) {
    this.queues = exporters.map(() => new SpanQueue());
    this.processors = exporters.map(
      (exporter, n) =>
        new BatchSpanProcessor({
          exporter: this.counted(exporter),
          selfObsMeterProvider: this.queues[n]!.meterProvider,
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
    const { exported, failed, dropped, failure } = this;
    return { spans: { exported, failed, dropped, ...(failure && { failure }) } };
  }

  /** Lets the metrics tell of it. */
  meterBy(metering: Metering): void {
    metering.observe([SPANS, QUEUE_ITEMS, QUEUE_LIMIT], (tell) => {
      for (const result of ['exported', 'failed', 'dropped'] as const) tell(SPANS, this[result], { result });
      tell(QUEUE_ITEMS, Math.max(0, ...this.queues.map(({ size }) => size)), { queue: 'spans' });
      tell(QUEUE_LIMIT, this.settings.OTEL_BSP_MAX_QUEUE_SIZE, { queue: 'spans' });
    });
  }

  private get dropped(): number {
    return this.queues.reduce((sum, queue) => sum + queue.dropped, 0);
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
