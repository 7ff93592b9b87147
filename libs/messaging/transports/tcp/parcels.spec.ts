import type { Frame, Reply, Request } from '../../envelope.js';
import { Unreachable, Unreadable } from '../../errors.js';
import { frameOf, messageOf, requestOf } from '../conformance/inn.fixtures.js';
import { BadAnswer } from './errors.js';
import {
  answerDeserializer,
  answerSerializer,
  callDeserializer,
  callSerializer,
  parcel,
  type Parcel,
} from './packets.js';
import {
  accepted,
  ofFrame,
  ofReceipts,
  ofRefusal,
  ofReply,
  ofRequest,
  toFrame,
  toReceipts,
  toReply,
  toRequest,
} from './parcels.js';

/** Over the wire: what goes in one end and comes out at the other. */
const sent = (data: Parcel): Parcel =>
  (callDeserializer.deserialize(callSerializer.serialize({ id: '1', pattern: 'p', data }) as never) as { data: Parcel })
    .data;
const answered = (response: Parcel): Parcel =>
  (answerDeserializer.deserialize(answerSerializer.serialize({ id: '1', response }) as never) as { response: Parcel })
    .response;

it('requests and frames arrive as they were', () => {
  const request: Request = { ...requestOf({ text: '“a”\n注' }), fingerprint: 'f' };
  const frame: Frame = frameOf([messageOf({ text: '🧾' }), messageOf({}), messageOf({ text: '\\' })]);
  expect(toRequest(sent(ofRequest(request)))).toEqual(request);
  expect(toFrame(sent(ofFrame(frame)))).toEqual(frame);
  expect(toFrame(sent(ofFrame(frameOf([]))))).toMatchObject({ messages: [] });
});

it('a message that failed before says so; one that did not costs no character', () => {
  const [fresh, again, more] = [messageOf({}), { ...messageOf({}), failures: 1 }, { ...messageOf({}), failures: 9 }];
  const frame = frameOf([again, fresh, more]);
  expect(toFrame(sent(ofFrame(frame)))).toEqual(frame);
  const headOf = (failures?: number) => JSON.stringify(ofFrame({ ...frame, messages: [{ ...fresh, failures }] }).head);
  expect(headOf(0)).toBe(headOf());
});

it('replies and receipts arrive as they were', () => {
  const replies: Reply[] = [
    { body: 'null' },
    { error: { code: 'inn.full', kind: 'refused', message: '', details: { a: 1 } } },
  ];
  for (const reply of replies) expect(toReply(answered(ofReply(reply)))).toEqual(reply);
  const receipts = [
    { id: 'a', outcome: 'done' },
    { id: 'b', outcome: 'busy' },
  ] as const;
  const messages = receipts.map(({ id }) => ({ ...messageOf({}), id }));
  expect(toReceipts(answered(ofReceipts(receipts)), messages)).toEqual(receipts);
});

it('a refusal of the receiver becomes its error again', () => {
  expect(() => accepted(answered(ofRefusal(new Unreachable('stops'))))).toThrow(new Unreachable('stops'));
  expect(() => accepted(answered(ofRefusal(new Unreadable('torn'))))).toThrow(new Unreadable('torn'));
  expect(accepted(parcel(null, 'a'))).toEqual(parcel(null, 'a'));
});

const request = ofRequest(requestOf({ text: 'good' }));
const frame = ofFrame(frameOf([messageOf({ text: 'good' })]));
const changed = ({ head, texts }: Parcel, change: object): Parcel => ({
  head: { ...(head as object), ...change },
  texts,
});

it.each([
  null,
  7,
  { ...(request.head as object), id: 7 },
  { ...(request.head as object), headers: null },
  { ...(request.head as object), headers: { source: {} } },
  { ...(request.head as object), fingerprint: 7 },
  ...[0, -1, NaN, Infinity, 1e12, '5'].map((remainingMs) => ({ ...(request.head as object), remainingMs })),
])('a request of %j is refused', (head) => {
  expect(() => toRequest({ ...request, head })).toThrow(Unreadable);
});
it('a request without a body is refused', () => {
  expect(() => toRequest({ ...request, texts: [] })).toThrow(Unreadable);
});

it.each([
  changed(frame, { fields: undefined }),
  changed(frame, { fields: {} }),
  changed(frame, { fields: ['id', 'type', 'key', 1, 'more'] }),
  changed(frame, { fields: ['id', 'type', 7, 1] }),
  changed(frame, { fields: ['id', 'type', 'key', 1.5] }),
  changed(frame, { failures: { 0: 'often' } }),
  changed(frame, { receiver: undefined }),
  changed(frame, { remainingMs: -1 }),
  { ...frame, texts: frame.texts.slice(1) },
  { ...frame, texts: [...frame.texts, ''] },
])('a frame of %j is refused', (bad) => {
  expect(() => toFrame(bad)).toThrow(Unreadable);
});

const failed = { id: 'a', outcome: 'failed', permanent: true, counted: true };
it.each([
  null,
  7,
  {},
  { receipts: null },
  { receipts: {} },
  { receipts: [] },
  { receipts: [null] },
  { receipts: ['done'] },
  { receipts: [{ id: 'b', outcome: 'done' }] },
  { receipts: [{ id: 'a', outcome: 'perhaps' }] },
  { receipts: [failed] },
  { receipts: [{ ...failed, error: { code: 'x', kind: 'strange', message: '' } }] },
  { receipts: [{ ...failed, error: { code: 'x', kind: 'refused', message: '' }, permanent: 'yes' }] },
  {
    receipts: [
      { id: 'a', outcome: 'done' },
      { id: 'a', outcome: 'done' },
    ],
  },
])('receipts of %j are none', (head) => {
  expect(() => toReceipts(parcel(head), [{ ...messageOf({}), id: 'a' }])).toThrow(BadAnswer);
});
it.each([7, {}, { error: null }, { error: {} }, { error: { code: 7 } }, []])('a reply of %j is none', (head) => {
  expect(() => toReply(parcel(head, 'null'))).toThrow(BadAnswer);
});
it('a reply without a body, or with two, is none', () => {
  for (const texts of [[], ['1', '2']]) expect(() => toReply(parcel(null, ...texts))).toThrow(BadAnswer);
});

it.each([
  '',
  '\n',
  'null\n',
  '[[1],"1","p",null]\n',
  '[[-1],"1","p",null]\n',
  '[[],1,"p",null]\n',
  '[[],"1","p",null]\nx',
  '[["1"],"1","p",null]\nx',
])('the packet %j is none', (text) => {
  expect(() => callDeserializer.deserialize(text as never)).toThrow();
});
