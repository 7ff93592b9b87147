import type { TracedSpan } from '#libs/hosting/traces';

const BEGAN = Date.parse('2026-11-24T10:00:00Z');
let ids = 0;

type Sketch = Partial<Omit<TracedSpan, 'links'>> & { parent?: TracedSpan; links?: readonly TracedSpan[] };

/** A span of `orders-1`, from and to so many milliseconds after the first; the first of a trace unless it has a parent. */
export function span(name: string, [from, to]: readonly [number, number], sketch: Sketch = {}): TracedSpan {
  const { parent, links = [], events = [], ...given } = sketch;
  return {
    name,
    spanId: String(++ids).padStart(16, '0'),
    traceId: parent?.traceId ?? String(++ids).padStart(32, '0'),
    parentId: parent?.spanId,
    kind: 'internal',
    process: parent?.process ?? 'orders-1',
    attributes: {},
    start: BEGAN + from,
    end: BEGAN + to,
    links: links.map(({ traceId, spanId }) => ({ traceId, spanId })),
    ...given,
    events: events.map((event) => ({ ...event, at: BEGAN + event.at })),
  };
}

type Times = readonly [number, number];

/** A message as its sender and its receiver see it. */
export function message(name: string, sent: Times, taken: Times, receiver: string, sketch: Sketch = {}) {
  const attributes = { 'messaging.destination.name': name, 'cleave.key': 'order' };
  const create = span(`create ${name}`, sent, { ...sketch, kind: 'producer', attributes });
  return { create, process: processing(create, taken, receiver) };
}

export const processing = (create: TracedSpan, taken: Times, receiver: string, sketch: Sketch = {}): TracedSpan =>
  span(create.name.replace('create', 'process'), taken, {
    parent: create,
    kind: 'consumer',
    process: `${receiver}-1`,
    ...sketch,
    attributes: { ...create.attributes, 'messaging.consumer.group.name': receiver, ...sketch.attributes },
  });
