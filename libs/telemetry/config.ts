import { z } from 'zod';
import { section } from '#libs/config';

const SIGNALS = ['otlp', 'console', 'none'] as const;
const METRICS = [...SIGNALS, 'prometheus'] as const;
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** A list with commas of these names. */
function listOf<T extends string>(names: readonly T[]) {
  const split = (text: string) => text.split(',').map((name) => name.trim()) as T[];
  const isKnown = (text: string) => split(text).every((name) => names.includes(name));
  return z
    .string()
    .refine(isKnown, `must have, with commas, some of ${names.join(', ')}`)
    .transform(split)
    .optional();
}
const endpoint = () => z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' }).optional();
const positive = (most: number) => z.coerce.number().int().min(1).max(most);

/** The standard variables of OpenTelemetry that Cleave reads by itself; the exporters read all others of `OTEL_EXPORTER_OTLP_*`. */
export const telemetryConfig = section('telemetry', {
  OTEL_SDK_DISABLED: z.stringbool().default(false).describe('Switches telemetry off, whatever else is set.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint().describe(
    'Where traces and metrics are sent, such as http://127.0.0.1:4318 of a collector, by OTLP over HTTP.',
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint().describe(
    'Where traces are sent, with the path, such as http://127.0.0.1:4318/v1/traces.',
  ),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint().describe('Where metrics are sent, with the path.'),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(['http/json'])
    .default('http/json')
    .describe('The only one there is: OTLP over HTTP, as JSON. Every collector takes it at port 4318.'),
  OTEL_TRACES_EXPORTER: listOf(SIGNALS).describe(
    'otlp, console or none. By default otlp where an endpoint is set, and none elsewhere.',
  ),
  OTEL_METRICS_EXPORTER: listOf(METRICS).describe(
    'otlp, prometheus (at /metrics of the management port), console or none; several with commas. By default otlp where an endpoint is set, and none elsewhere.',
  ),
  OTEL_SERVICE_NAME: z
    .string()
    .optional()
    .describe('Name of the process in traces and metrics. By default cleave- and its name in the placement.'),
  OTEL_RESOURCE_ATTRIBUTES: z
    .string()
    .optional()
    .describe('More about the process, such as deployment.environment.name=production, with commas.'),
  OTEL_TRACES_SAMPLER: z
    .enum(SAMPLERS)
    .default('parentbased_always_on')
    .describe('Which requests are traced; a trace that has begun is always traced to its end.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('The share of requests of a traceidratio sampler: 0.01 is one of a hundred.'),
  OTEL_BSP_MAX_QUEUE_SIZE: positive(1_000_000)
    .default(16_384)
    .describe('Spans that wait for their export; further ones are dropped and counted.'),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: positive(1_000_000).default(2_048).describe('Most spans of one export.'),
  OTEL_BSP_SCHEDULE_DELAY: positive(600_000).default(1_000).describe('Pause between two exports of spans, in ms.'),
  OTEL_BSP_EXPORT_TIMEOUT: positive(600_000).default(10_000).describe('Deadline of one export of spans, in ms.'),
  OTEL_METRIC_EXPORT_INTERVAL: positive(3_600_000)
    .default(15_000)
    .describe('Pause between two exports of metrics by OTLP, in ms.'),
});

export type TelemetrySettings = NonNullable<(typeof telemetryConfig)['values']>;
