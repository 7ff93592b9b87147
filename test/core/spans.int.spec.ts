import { newId, type Message } from '#libs/messaging';
import { waitFor } from '#test/wait-for';
import { RecordedSpans } from '#test/recorded-spans';
import { HandOut, type Sell } from './contexts/contracts.js';
import { messageOf } from './message-of.js';
import { Rig, type Replica } from './rig.js';

const SPAN = '00f067aa0ba902b7';
let rig: Rig;
let one: Replica;
let spans: RecordedSpans;

beforeAll(async () => {
  spans = new RecordedSpans();
  rig = await Rig.open();
  one = await rig.start();
});
afterAll(async () => {
  await rig.close();
  spans.end();
});

/** A trace of a sampled caller. */
function newTrace(flags = '01') {
  const id = newId().replaceAll('-', '');
  const named = (name: string) => spans.of(id).filter((span) => span.name === name);
  const linked = (name: string) => spans.linkedTo(id).filter((span) => span.name === name);
  const isThere = (name: string) =>
    waitFor(async () => ([...named(name), ...linked(name)].length ? undefined : `no ${name} in ${spans.names.join()}`));
  return { id, traceparent: `00-${id}-${SPAN}-${flags}`, named, linked, isThere };
}
const sell = (traceparent: string, wish: Partial<Sell> = {}) =>
  rig.sell(one, { shelf: newId(), ...wish }, { traceparent });

function handOut(traceparent: string, time = new Date().toISOString()): Message {
  const message = messageOf('shop', new HandOut({ sale: newId(), shelf: newId(), quantity: 1 }));
  return { ...message, headers: JSON.stringify({ ...JSON.parse(message.headers), traceparent, time }) };
}
const deliver = (...messages: Message[]) =>
  one.engine('store').server.deliver({ id: newId(), sender: 'shop', receiver: 'store', messages, remainingMs: 10_000 });

test('a request, its messages, their effects and what comes of them are one tree', async () => {
  const trace = newTrace();
  await sell(trace.traceparent);
  await trace.isThere('process shop.bell-rung.v1');
  await trace.isThere('process store.handed-out.v1');
  const tree = JSON.stringify(spans.treeOf(trace.id, SPAN));
  expect(tree).toMatch(/^\[\["client shop\.sell\.v1",\["server shop\.sell\.v1",/);
  expect(tree).toContain('["producer create store.hand-out.v1",["consumer process store.hand-out.v1",');
  expect(tree).toContain('["consumer process shop.ring-bell.v1","consumer process shop.bell-rung.v1"]');
});

test('frames, receipts and batches have traces of their own, with links to each message', async () => {
  const trace = newTrace();
  await sell(trace.traceparent);
  for (const name of ['process shop', 'send store', 'process store', 'settle store']) await trace.isThere(name);
  expect(trace.linked('send store')[0]!.attributes).toMatchObject({ 'messaging.batch.message_count': 1 });
});

test('a flight is below its batch, never below the request that happened to wake the loop', async () => {
  const trace = newTrace();
  await sell(trace.traceparent);
  await trace.isThere('process shop');
  const flights = spans.below(trace.linked('process shop')[0]!);
  expect(flights.length).toBeGreaterThan(0);
  expect(flights[0]!.name).toMatch(/^BATCH core_shop/);
  expect(flights[0]!.attributes).toMatchObject({ 'db.system.name': 'postgresql', 'db.operation.name': 'BATCH' });
  expect(spans.of(trace.id).filter(({ name }) => name.startsWith('BATCH'))).toEqual([]);
});

test('a refusal that the contract declares is an answer, and no error', async () => {
  const trace = newTrace();
  await expect(sell(trace.traceparent, { quantity: 1_000 })).rejects.toMatchObject({ code: 'shop.too-many' });
  const requests = trace.named('shop.sell.v1');
  expect(requests.map(({ status }) => status.code)).toEqual([0, 0]);
  expect(requests.map(({ attributes }) => attributes['rpc.response.status_code'])).toEqual([
    'shop.too-many',
    'shop.too-many',
  ]);
});

test('a failure that is retried is a moment, and no error', async () => {
  const trace = newTrace();
  await sell(trace.traceparent, { misdeed: 'breaks-a-constraint' });
  const tries = () => trace.named('process store.hand-out.v1');
  await waitFor(async () => (tries().length > 1 ? undefined : 'it was not tried again'));
  expect(tries().map(({ status }) => status.code)).toEqual(tries().map(() => 0));
  expect(tries().flatMap(({ events }) => events.map(({ name }) => name))).toEqual(tries().map(() => 'failed'));
});

test('a failure that no retry can mend is an error, and so is the dead letter', async () => {
  const trace = newTrace();
  await sell(trace.traceparent, { misdeed: 'decides-nothing' });
  await trace.isThere('give up store.hand-out.v1');
  const [processed] = trace.named('process store.hand-out.v1');
  expect(processed).toMatchObject({ status: { code: 2 }, attributes: { 'error.type': 'message.no-decision' } });
  expect(trace.named('give up store.hand-out.v1')[0]!.status.code).toBe(2);
});

test('a copy is processed like the first one, and creates nothing', async () => {
  const trace = newTrace();
  const message = handOut(trace.traceparent);
  await deliver(message);
  await deliver({ ...message, sends: 2 });
  const tries = trace.named('process store.hand-out.v1');
  expect(tries.map(({ attributes }) => attributes['cleave.sends'])).toEqual([1, 2]);
  expect(tries.map(({ status }) => status.code)).toEqual([0, 0]);
  expect(trace.named('create store.handed-out.v1')).toHaveLength(1);
});

test('a message that has waited for more than a minute begins a new trace, linked to the one it comes from', async () => {
  const trace = newTrace();
  await deliver(handOut(trace.traceparent, new Date(Date.now() - 61_000).toISOString()));
  expect(spans.of(trace.id)).toEqual([]);
  expect(trace.linked('process store.hand-out.v1')).toHaveLength(1);
});

test('below a message that is not sampled nothing is recorded', async () => {
  const trace = newTrace('00');
  await deliver(handOut(trace.traceparent));
  expect([...spans.of(trace.id), ...spans.linkedTo(trace.id)]).toEqual([]);
});
