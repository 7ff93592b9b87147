import type { TracedSpan } from '#libs/hosting/traces';

/** A span with those that it caused, in the order in which they began. */
export interface Branch {
  readonly span: TracedSpan;
  readonly children: readonly Branch[];
}

export interface Trace {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** One, unless spans between the first and others are missing. */
  readonly roots: readonly Branch[];
  readonly spans: readonly TracedSpan[];
}

/** The traces of an order, the first one first; and beside them what served several messages at once: frames, batches and their flights. */
export interface OrderTraces {
  readonly traces: readonly Trace[];
  readonly beside: readonly TracedSpan[];
}

/** @param spans  in any order, also twice when an export was repeated, and also those of other orders */
export function tracesOf(key: string, spans: readonly TracedSpan[]): OrderTraces {
  const once = [...new Map(spans.map((span) => [`${span.traceId}${span.spanId}`, span])).values()];
  const byTrace = Map.groupBy(once, ({ traceId }) => traceId);
  const isOfOrder = (some: readonly TracedSpan[]): boolean =>
    some.some(({ attributes }) => attributes['cleave.key'] === key);
  const own = [...byTrace].filter(([, some]) => isOfOrder(some)).map(([id, some]) => traceOf(id, some));
  const ids = new Set(own.map(({ id }) => id));
  const beside = [...byTrace].filter(
    ([id, some]) => !ids.has(id) && some.some(({ links }) => links.some(({ traceId }) => ids.has(traceId))),
  );
  return { traces: own.toSorted((a, b) => a.start - b.start), beside: beside.flatMap(([, some]) => some) };
}

function traceOf(id: string, spans: readonly TracedSpan[]): Trace {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  const below = Map.groupBy(sorted, ({ parentId }) => (parentId && known.has(parentId) ? parentId : undefined));
  const branchesBelow = (spanId: string | undefined): Branch[] =>
    (below.get(spanId) ?? []).map((span) => ({ span, children: branchesBelow(span.spanId) }));
  return {
    id,
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
    roots: branchesBelow(undefined),
    spans: sorted,
  };
}
