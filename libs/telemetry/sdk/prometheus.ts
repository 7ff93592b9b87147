import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import type { CollectionResult, MetricData, MetricDescriptor, MetricProducer } from '@opentelemetry/sdk-metrics';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is not read within this time is not waited for, so that a context that hangs does not hide all others. */
const READING_MS = 1_000;
/** As Prometheus 3 wants it to be; the exporter leaves out the version. */
const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
const UNITS: Readonly<Record<string, string>> = { s: 'seconds', By: 'bytes' };

/**
 * The metrics as Prometheus reads them, with the names that the compatibility rules of OpenTelemetry give them; the exporter itself
 * appends no units. However many ask at once, the numbers are read once.
 */
export class Prometheus extends PrometheusExporter {
  private reading: Promise<CollectionResult> | undefined;

  /** @param told  read together with what the SDK reads */
  constructor(private readonly told: MetricProducer) {
    super({ preventServerStart: true, withoutScopeInfo: true });
  }

  serve(request: IncomingMessage, response: ServerResponse): void {
    this.getMetricsRequestHandler(request, response);
    response.setHeader('content-type', CONTENT_TYPE);
  }

  override collect(): Promise<CollectionResult> {
    return (this.reading ??= this.read().finally(() => (this.reading = undefined)));
  }

  /** The exporter hands no producers on to the reader that it is. */
  private async read(): Promise<CollectionResult> {
    const [read, told] = await Promise.all([super.collect({ timeoutMillis: READING_MS }), this.told.collect()]);
    const { resource, scopeMetrics } = read.resourceMetrics;
    const all = [...scopeMetrics, ...told.resourceMetrics.scopeMetrics];
    return named({ resourceMetrics: { resource, scopeMetrics: all }, errors: read.errors });
  }
}

function named({ resourceMetrics, errors }: CollectionResult): CollectionResult {
  const scopeMetrics = resourceMetrics.scopeMetrics.map(({ scope, metrics }) => ({
    scope,
    metrics: metrics.map((metric): MetricData => ({ ...metric, descriptor: nameOf(metric.descriptor) })),
  }));
  return { resourceMetrics: { ...resourceMetrics, scopeMetrics }, errors };
}

/** `cleave.outbox.oldest` in `s` is `cleave_outbox_oldest_seconds`. */
function nameOf(descriptor: MetricDescriptor): MetricDescriptor {
  const unit = UNITS[descriptor.unit] ?? '';
  const plain = descriptor.name.replaceAll('.', '_');
  return { ...descriptor, name: unit && !plain.endsWith(unit) ? `${plain}_${unit}` : plain, unit };
}
