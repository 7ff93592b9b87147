import { randomBytes } from 'node:crypto';
import type { Emitted, OtlpSpan } from './index.js';

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
/** 2026-03-01T12:00:00Z, in nanoseconds. */
const BEGAN = 1_772_366_400_000_000_000n;

export interface Sketch {
  readonly traceId?: string;
  readonly parent?: OtlpSpan;
  readonly name?: string;
  readonly kind?: number;
  readonly key?: string;
  readonly links?: readonly OtlpSpan[];
  /** Milliseconds after the first. */
  readonly from?: number;
  readonly to?: number;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly status?: OtlpSpan['status'];
}

/** A span as it is exported: the first of a trace unless it has a parent. */
export function spanLike(sketch: Sketch = {}): OtlpSpan {
  const { parent, name = 'work', kind = 1, key, links = [], from = 0, to = from, status } = sketch;
  const attributes = { ...(key && { 'cleave.key': key }), ...sketch.attributes };
  return {
    traceId: sketch.traceId ?? parent?.traceId ?? hex(16),
    spanId: hex(8),
    parentSpanId: parent?.spanId,
    name,
    kind,
    startTimeUnixNano: nanosAt(from),
    endTimeUnixNano: nanosAt(to),
    attributes: Object.entries(attributes).map(([name_, stringValue]) => ({ key: name_, value: { stringValue } })),
    events: [],
    links: links.map(({ traceId, spanId }) => ({ traceId, spanId })),
    status,
  };
}

export const nanosAt = (ms: number): string => String(BEGAN + BigInt(Math.round(ms * 1_000)) * 1_000n);

export const emittedBy = (process: string, ...spans: readonly OtlpSpan[]): Emitted[] => {
  const attributes = [{ key: 'service.instance.id', value: { stringValue: process } }];
  return spans.map((span) => ({ resource: { attributes }, span }));
};
