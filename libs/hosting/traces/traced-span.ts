import type { Emitted, KeyValue, OtlpSpan } from './otlp.js';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A span that has ended, as it is shown to people. Times are milliseconds since 1970, by the clock of its process. */
export interface TracedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined: it is the first of its trace. */
  readonly parentId?: string;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  /** Process and replica, such as `orders-2`. */
  readonly process: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  readonly events: readonly { readonly name: string; readonly at: number; readonly attributes: Attributes }[];
  /** Spans of other traces to which it belongs. */
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** Why it failed for good. */
  readonly failure?: string;
}

const KINDS = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const ERROR = 2;
/** The attribute with the key of the message or request, such as the id of an order. */
const KEY = 'cleave.key';

export function tracedSpan({ resource, span }: Emitted): TracedSpan {
  const { traceId, spanId, parentSpanId, name, kind, startTimeUnixNano, endTimeUnixNano, links, status } = span;
  const by = attributesOf(resource.attributes);
  const attributes = attributesOf(span.attributes);
  return {
    traceId,
    spanId,
    parentId: parentSpanId || undefined,
    name,
    kind: KINDS[kind ?? 0] ?? 'internal',
    process: String(by['service.instance.id'] ?? by['service.name'] ?? '?'),
    start: msOf(startTimeUnixNano),
    end: msOf(endTimeUnixNano),
    attributes,
    events: span.events.map((event) => ({
      name: event.name,
      at: msOf(event.timeUnixNano),
      attributes: attributesOf(event.attributes),
    })),
    links: links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
    failure: status?.code === ERROR ? status.message || String(attributes['error.type'] ?? 'failed') : undefined,
  };
}

/** The key of the message or request for which it was recorded. */
export const keyOf = ({ attributes }: OtlpSpan): string | undefined =>
  attributes.find(({ key }) => key === KEY)?.value.stringValue;

/** With the microseconds as decimals: nanoseconds since 1970 do not fit into a number. */
const msOf = (nanoseconds: string | number): number => Number(BigInt(nanoseconds) / 1_000n) / 1_000;

function attributesOf(given: readonly KeyValue[]): Attributes {
  const pairs = given.map(({ key, value }) => {
    const { stringValue, boolValue, intValue, doubleValue, ...other } = value;
    const number = intValue === undefined ? doubleValue : Number(intValue);
    return [key, stringValue ?? boolValue ?? number ?? JSON.stringify(other)] as const;
  });
  return Object.fromEntries(pairs);
}
