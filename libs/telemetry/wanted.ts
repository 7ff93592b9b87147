import type { TelemetrySettings } from './config.js';

export type TraceExport = 'otlp' | 'console';
export type MetricExport = 'otlp' | 'prometheus' | 'console';

/** How traces and metrics are exported; both empty: telemetry is off, and nothing of OpenTelemetry is loaded. */
export interface Wanted {
  readonly traces: readonly TraceExport[];
  readonly metrics: readonly MetricExport[];
}

/** What the standard variables ask for: a named exporter, or OTLP where an endpoint is named. */
export function wantedBy(settings: TelemetrySettings): Wanted {
  if (settings.OTEL_SDK_DISABLED) return { traces: [], metrics: [] };
  const { OTEL_EXPORTER_OTLP_ENDPOINT: both } = settings;
  const traces = settings.OTEL_TRACES_EXPORTER ?? otlpAt(settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? both);
  const metrics = settings.OTEL_METRICS_EXPORTER ?? otlpAt(settings.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT ?? both);
  return { traces: traces.filter((name) => name !== 'none'), metrics: metrics.filter((name) => name !== 'none') };
}

const otlpAt = (endpoint: string | undefined) => (endpoint ? (['otlp'] as const) : []);
