import { spansIn, tracedSpan, type OtlpSpan } from '../index.js';
import { emittedBy, spanLike } from '../traces.fixtures.js';
import { TraceStore } from './trace-store.js';

const given = (store: TraceStore, ...spans: OtlpSpan[]) => store.add(emittedBy('orders-1', ...spans));
const found = (store: TraceStore, key: string) => spansIn(store.withKey(key)).emitted.map(tracedSpan);
const names = (store: TraceStore, key: string) => found(store, key).map(({ name }) => name);

it('finds all traces of a key, whatever came first, and what is linked to them', () => {
  const store = new TraceStore();
  const request = spanLike({ name: 'request' });
  const sent = spanLike({ name: 'sent', parent: request, key: 'order' });
  const batch = spanLike({ name: 'batch', links: [sent] });
  given(store, spanLike({ name: 'of the batch', parent: batch }), batch, request);
  given(store, sent, spanLike({ name: 'later', key: 'order' }), spanLike({ name: 'of another', key: 'other' }));
  expect(names(store, 'order')).toEqual(['request', 'sent', 'later', 'of the batch', 'batch']);
  expect(found(store, 'order')[1]).toMatchObject({ process: 'orders-1', parentId: request.spanId });
  expect(names(store, 'nothing')).toEqual([]);
});

it('keeps so many traces, and forgets the oldest as a whole', () => {
  const store = new TraceStore({ traces: 3, others: 2 });
  for (let n = 0; n < 5; n++) {
    const first = spanLike({ key: `key ${n}` });
    given(store, first, spanLike({ parent: first }), spanLike());
  }
  expect(store.size).toMatchObject({ traces: 3, others: 2 });
  expect([0, 1, 2, 3, 4].map((n) => names(store, `key ${n}`).length)).toEqual([0, 0, 2, 2, 2]);
});

it('keeps so many characters, and forgets what has no key first', () => {
  const store = new TraceStore({ characters: 10_000 });
  const note = 'x'.repeat(2_000);
  const large = (key?: string) => spanLike({ key, attributes: { note } });
  given(store, large('first'), large('second'), large(), large(), large());
  expect(store.size).toMatchObject({ traces: 2, others: 2 });
  given(store, large('third'), large('fourth'), large('fifth'));
  expect(store.size).toMatchObject({ traces: 4, others: 0 });
  expect(names(store, 'first')).toEqual([]);
  expect(store.size.characters).toBeLessThan(10_000);
  given(store, spanLike({ attributes: { note: 'x'.repeat(20_000) } }));
  expect(store.size).toMatchObject({ traces: 4, others: 0 });
});

it('rejects further spans of a trace that has too many', () => {
  const store = new TraceStore({ spansOfTrace: 3 });
  const first = spanLike({ key: 'order' });
  expect(given(store, first, ...Array.from({ length: 5 }, () => spanLike({ parent: first })))).toBe(3);
  expect(names(store, 'order')).toHaveLength(3);
});
