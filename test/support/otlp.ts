/** The JSON of OTLP 1.x, as far as specs read it, and what they read from it. */

type Value = Readonly<Record<'stringValue' | 'boolValue' | 'intValue' | 'doubleValue', unknown>>;
type Fields = readonly { readonly key: string; readonly value: Value }[];
interface Resource {
  readonly resource: { readonly attributes: Fields };
}
interface Link {
  readonly traceId: string;
  readonly spanId: string;
}
interface SentSpan extends Link {
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: Fields;
  readonly links?: readonly Link[];
  readonly events?: readonly { readonly name: string; readonly attributes?: Fields }[];
  readonly status: { readonly code: number };
}
export interface TracesExport {
  readonly resourceSpans: readonly (Resource & {
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  })[];
}
interface Point {
  readonly attributes?: Fields;
  readonly asInt?: number | string;
  readonly asDouble?: number;
  readonly count?: number | string;
  readonly sum?: number;
}
interface SentMetric {
  readonly name: string;
  readonly [kind: string]: unknown;
}
export interface MetricsExport {
  readonly resourceMetrics: readonly (Resource & {
    readonly scopeMetrics: readonly { readonly metrics: readonly SentMetric[] }[];
  })[];
}

const KINDS = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const ERROR = 2;

export interface ReceivedSpan extends Link {
  readonly parentId: string | undefined;
  readonly name: string;
  readonly kind: (typeof KINDS)[number];
  /** Milliseconds since 1970. */
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly Link[];
  /** Names of what happened in it. */
  readonly events: readonly string[];
  readonly isError: boolean;
  /** Its process and replica, such as `orders-1`. */
  readonly instance: string;
}
export interface ReceivedMetric {
  readonly name: string;
  readonly instance: string;
  readonly labels: Readonly<Record<string, unknown>>;
  /** Of a histogram the number of its values. */
  readonly value: number;
}

export const spansIn = ({ resourceSpans }: TracesExport): ReceivedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const instance = instanceOf(resource.attributes);
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => spanOf(span, instance)));
  });

export const metricsIn = ({ resourceMetrics }: MetricsExport): ReceivedMetric[] =>
  resourceMetrics.flatMap(({ resource, scopeMetrics }) => {
    const instance = instanceOf(resource.attributes);
    return scopeMetrics.flatMap(({ metrics }) => metrics.flatMap((metric) => valuesOf(metric, instance)));
  });

const spanOf = (span: SentSpan, instance: string): ReceivedSpan => ({
  traceId: span.traceId,
  spanId: span.spanId,
  parentId: span.parentSpanId || undefined,
  name: span.name,
  kind: KINDS[span.kind] ?? 'unspecified',
  startMs: Number(span.startTimeUnixNano) / 1e6,
  endMs: Number(span.endTimeUnixNano) / 1e6,
  attributes: plain(span.attributes),
  links: span.links ?? [],
  events: (span.events ?? []).map(({ name }) => name),
  isError: span.status.code === ERROR,
  instance,
});

function valuesOf({ name, ...kinds }: SentMetric, instance: string): ReceivedMetric[] {
  const data = Object.values(kinds).find((kind) => (kind as { dataPoints?: unknown }).dataPoints) as
    { dataPoints: readonly Point[] } | undefined;
  return (data?.dataPoints ?? []).map(({ attributes, asInt, asDouble, count }) => ({
    name,
    instance,
    labels: plain(attributes ?? []),
    value: Number(asInt ?? asDouble ?? count),
  }));
}

const instanceOf = (fields: Fields): string => String(plain(fields)['service.instance.id']);
const plain = (fields: Fields): Record<string, unknown> =>
  Object.fromEntries(fields.map(({ key, value }) => [key, Object.values(value)[0]]));
