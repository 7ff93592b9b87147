import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { TelemetrySettings } from '../config.js';
import { meterBy } from '../metering.js';
import { LAST_EXPORT_MS, type Emitter, type Telemetry } from '../telemetry.js';
import { traceBy } from '../tracing.js';
import type { Wanted } from '../wanted.js';
import { MetricExports } from './metric-exports.js';
import { OtelMetering } from './otel-metering.js';
import { OtelTracing } from './otel-tracing.js';
import { samplerOf } from './sampling.js';
import { observeProcess } from './process/index.js';
import { SpanExports } from './span-exports.js';
import { SPAN_LIMITS } from './span-limits.js';
import { ToldNumbers } from './told-numbers.js';

export const SCOPE = 'cleave';

/** Starts the SDK of OpenTelemetry, and makes it that of the process: `tracing`, `metering` and the decorators of nestjs-otel use it. */
export async function startSdk(settings: TelemetrySettings, wanted: Wanted, emitter: Emitter): Promise<Telemetry> {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const resource = resourceOf(settings, emitter);
  const exports = await SpanExports.of(wanted.traces, settings);
  const tracers = new TracerProvider({
    resource,
    sampler: samplerOf(settings),
    spanLimits: SPAN_LIMITS,
    spanProcessors: [...exports.processors],
  });
  if (wanted.traces.length) {
    trace.setGlobalTracerProvider(tracers);
    traceBy(new OtelTracing(tracers.getTracer(SCOPE, emitter.version)));
  }
  const told = new ToldNumbers({ name: SCOPE, version: emitter.version });
  const measured = await MetricExports.of(wanted.metrics, settings, resource, told);
  const unobserve = wanted.metrics.length ? meter(measured, exports, emitter) : undefined;
  return {
    serveMetrics: measured.serve,
    details: () => ({ ...exports.details(), ...measured.details() }),
    async stop() {
      traceBy(undefined);
      await inTime(Promise.all([tracers.shutdown(), measured.provider.shutdown()]));
      meterBy(undefined);
      unobserve?.();
      for (const api of [trace, metrics, context]) api.disable();
    },
  };
}

function meter({ provider, told }: MetricExports, spans: SpanExports, { version }: Emitter): () => void {
  metrics.setGlobalMeterProvider(provider);
  const metering = new OtelMetering(provider.getMeter(SCOPE, version), told);
  spans.meterBy(metering);
  meterBy(metering);
  return observeProcess(metering);
}

function resourceOf({ OTEL_SERVICE_NAME }: TelemetrySettings, { process, instance, version }: Emitter) {
  const own = {
    'service.namespace': 'cleave',
    'service.name': `cleave-${process}`,
    'service.instance.id': instance,
    'service.version': version,
  };
  const given = detectResources({ detectors: [envDetector] });
  const named = OTEL_SERVICE_NAME ? { 'service.name': OTEL_SERVICE_NAME } : {};
  return defaultResource().merge(resourceFromAttributes(own)).merge(given).merge(resourceFromAttributes(named));
}

const inTime = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, LAST_EXPORT_MS).unref())]).catch(() => undefined);
