import { ExportResultCode } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import {
  ConsoleMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
  type IMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import type { TelemetrySettings } from '../config.js';
import type { Telemetry } from '../telemetry.js';
import type { MetricExport } from '../wanted.js';
import type { ToldNumbers } from './told-numbers.js';

/** Of reading the numbers, and of sending them. */
const EXPORT_MS = 10_000;

/** The exports of metrics: at /metrics, by OTLP, on the console. Each instrument has at most 2,000 series, the limit of the SDK. */
export class MetricExports {
  readonly provider: MeterProvider;
  /** What is told by the process; read together with what the SDK reads. */
  readonly told: ToldNumbers;
  /** Undefined: not at /metrics. */
  readonly serve: Telemetry['serveMetrics'];
  private failure: string | undefined;

  private constructor(
    told: ToldNumbers,
    resource: Resource,
    settings: TelemetrySettings,
    pushed: readonly PushMetricExporter[],
    pulled?: IMetricReader & { readonly serve: NonNullable<Telemetry['serveMetrics']> },
  ) {
    this.told = told;
    const readers = pushed.map((exporter) => this.pushes(exporter, settings));
    this.provider = new MeterProvider({ resource, readers: pulled ? [pulled, ...readers] : readers });
    this.serve = pulled && ((request, response) => pulled.serve(request, response));
  }

  static async of(
    names: readonly MetricExport[],
    settings: TelemetrySettings,
    resource: Resource,
    told: ToldNumbers,
  ): Promise<MetricExports> {
    const pushed = await Promise.all(names.filter((name) => name !== 'prometheus').map(exporterOf));
    const pulled = names.includes('prometheus') ? new (await import('./prometheus.js')).Prometheus(told) : undefined;
    return new MetricExports(told, resource, settings, pushed, pulled);
  }

  details() {
    const { failure } = this;
    return failure ? { metrics: { failure } } : {};
  }

  private pushes(exporter: PushMetricExporter, { OTEL_METRIC_EXPORT_INTERVAL }: TelemetrySettings): IMetricReader {
    const send = exporter.export.bind(exporter);
    exporter.export = (metrics, done) =>
      send(metrics, (result) => {
        const isDone = result.code === ExportResultCode.SUCCESS;
        this.failure = isDone ? undefined : (result.error?.message ?? 'the receiver refused them');
        done(result);
      });
    return new PeriodicExportingMetricReader({
      exporter,
      metricProducers: [this.told],
      exportIntervalMillis: OTEL_METRIC_EXPORT_INTERVAL,
      exportTimeoutMillis: Math.min(EXPORT_MS, OTEL_METRIC_EXPORT_INTERVAL),
    });
  }
}

async function exporterOf(name: 'otlp' | 'console'): Promise<PushMetricExporter> {
  if (name === 'console') return new ConsoleMetricExporter();
  return new (await import('@opentelemetry/exporter-metrics-otlp-http')).OTLPMetricExporter();
}
