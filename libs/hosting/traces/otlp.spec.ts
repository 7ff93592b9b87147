import { tracedSpan, spansIn, otlpOf } from './index.js';
import { emittedBy, nanosAt, spanLike } from './traces.fixtures.js';

it('reads what the SDK of OpenTelemetry writes', () => {
  const parent = spanLike();
  const span = {
    ...spanLike({ parent, name: 'charge', kind: 3, from: 1.5, to: 4, links: [parent], status: { code: 2 } }),
    attributes: [
      { key: 'error.type', value: { stringValue: 'payment.lost' } },
      { key: 'a', value: { intValue: '12' } },
      { key: 'b', value: { intValue: 12 } },
      { key: 'c', value: { doubleValue: 1.5 } },
      { key: 'd', value: { boolValue: false } },
      { key: 'e', value: { arrayValue: { values: [] } } },
    ],
    events: [{ name: 'retry', timeUnixNano: nanosAt(2), attributes: [], droppedAttributesCount: 0 }],
    flags: 257,
  };
  const { emitted, rejected } = spansIn(JSON.parse(JSON.stringify(otlpOf(emittedBy('payments-1', span)))));
  expect(rejected).toBe(0);
  expect(tracedSpan(emitted[0]!)).toEqual({
    traceId: parent.traceId,
    spanId: span.spanId,
    parentId: parent.spanId,
    name: 'charge',
    kind: 'client',
    process: 'payments-1',
    start: 1_772_366_400_001.5,
    end: 1_772_366_400_004,
    attributes: { 'error.type': 'payment.lost', a: 12, b: 12, c: 1.5, d: false, e: '{"arrayValue":{"values":[]}}' },
    events: [{ name: 'retry', at: 1_772_366_400_002, attributes: {} }],
    links: [{ traceId: parent.traceId, spanId: parent.spanId }],
    failure: 'payment.lost',
  });
});

it.each([null, [], 'text', {}, { resourceSpans: {} }, { resourceSpans: [{ scopeSpans: [{ spans: 3 }] }] }])(
  'says that %j is not OTLP',
  (document) => expect(() => spansIn(document)).toThrow(expect.objectContaining({ code: 'traces.invalid' })),
);

it.each([
  { traceId: 'x' },
  { spanId: undefined },
  { attributes: [{ key: 'a' }] },
  { startTimeUnixNano: '-1' },
  { endTimeUnixNano: 'now' },
])('counts a span with %j, and leaves it out', (wrong) => {
  const spans = [spanLike(), { ...spanLike(), ...wrong }];
  const { emitted, rejected } = spansIn({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  expect([emitted.length, rejected]).toEqual([1, 1]);
});
