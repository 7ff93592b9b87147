import { RecordedSpans } from '#test/recorded-spans';
import type { Message, Receipt } from '../envelope.js';
import { settling } from './sending.js';

const message = (n: number): Message => ({
  id: `${n}`,
  type: 'store.hand-out.v1',
  key: '',
  body: '{}',
  headers: `{"traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b${n}-01"}`,
  sends: 1,
});
const messages = [message(1), message(2)];

let spans: RecordedSpans;
beforeEach(() => void (spans = new RecordedSpans()));
afterEach(() => spans.end());

const settled = (...outcomes: readonly ('done' | 'busy')[]) => {
  const receipts: Receipt[] = outcomes.map((outcome, n) => ({ id: messages[n]!.id, outcome }));
  settling('store', receipts, messages);
  return spans.all.map(({ name, links, attributes }) => [
    name,
    links.map(({ context }) => context.spanId.at(-1)),
    attributes['messaging.batch.message_count'],
  ]);
};

it('receipts are a span that is linked to what they settle', () =>
  expect(settled('done', 'done')).toEqual([['settle store', ['1', '2'], 2]]));

it('a message for which the receiver was busy, or away, is not settled', () => {
  expect(settled('busy', 'busy')).toEqual([]);
  expect(settled('busy', 'done')).toEqual([['settle store', ['2'], 1]]);
});
