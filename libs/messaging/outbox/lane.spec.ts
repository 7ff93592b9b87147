import { tracing } from '#libs/telemetry';
import { RecordedSpans } from '#test/recorded-spans';
import type { Message } from '../envelope.js';
import { Lane } from './lane.js';

const message = (sends: number): Message => ({ id: `${sends}`, type: 't', key: 'k', body: '{}', headers: '{}', sends });
const answer = Promise.withResolvers<[]>();
afterAll(() => answer.resolve([]));
const laneTo = (receiver: string): Lane => {
  const lane = new Lane({
    sender: 'shop',
    receiver,
    carrier: { deliver: () => answer.promise },
    leaseMs: 10_000,
    framesInFlight: 2,
    messagesPerFrame: 2,
    onReceipts: () => undefined,
    onFree: () => undefined,
  });
  lane.push([1, 2, 2, 3].map(message), performance.now());
  return lane;
};

test('of what is under way and what waits, it tells who was sent before without an answer', () => {
  expect(laneTo('store')).toMatchObject({ size: 4, again: 3, hasSuspect: true });
});

test('calls to the world are asked about as often as it takes: none of them is a suspect that keeps the turn from others', () => {
  expect(laneTo('shop.effects')).toMatchObject({ size: 4, again: 0, hasSuspect: false });
});

test('frames are delivered outside of the span of the batch that has sent them, since not each of their messages is sampled', async () => {
  const spans = new RecordedSpans();
  const inside: (boolean | undefined)[] = [];
  const delivered = Promise.withResolvers<void>();
  const lane = new Lane({
    sender: 'shop',
    receiver: 'shop.effects',
    carrier: { deliver: async () => (inside.push(tracing?.isInside), delivered.resolve(), []) },
    leaseMs: 10_000,
    framesInFlight: 1,
    messagesPerFrame: 1,
    onReceipts: () => undefined,
    onFree: () => undefined,
  });
  tracing!.begin('process shop')!.run(() => lane.push([message(1)], performance.now()));
  await delivered.promise;
  spans.end();
  expect(inside).toEqual([false]);
});

describe('how long messages have waited', () => {
  const lane = (deliver: () => Promise<[]>): Lane =>
    new Lane({
      sender: 'shop',
      receiver: 'store',
      carrier: { deliver },
      leaseMs: 10_000,
      framesInFlight: 1,
      messagesPerFrame: 1,
      onReceipts: () => undefined,
      onFree: () => undefined,
    });
  const HOUR_MS = 3_600_000;
  const hours = ({ waitedMs }: Lane): number => Math.floor(waitedMs / HOUR_MS);

  test('counts from when they were born, and not from when they were swept, also while they are under way', () => {
    const store = lane(() => answer.promise);
    expect(store.waitedMs).toBe(0);
    store.push([message(1)], performance.now(), performance.now() - HOUR_MS);
    expect(hours(store)).toBe(1);
  });

  test('counts from the birth of those that are left in the table, until the sweep comes back short', () => {
    const store = lane(() => answer.promise);
    store.backlog.swept(true, performance.now() - 2 * HOUR_MS);
    expect(hours(store)).toBe(2);
    store.backlog.swept(true, -Infinity);
    expect(hours(store)).toBe(2);
    store.backlog.swept(false, -Infinity);
    expect(store.waitedMs).toBe(0);
  });

  test('goes on while the receiver is away and nothing of it is in memory', async () => {
    const store = lane(() => Promise.reject(new Error('nobody is there')));
    store.push([message(1)], performance.now(), performance.now() - HOUR_MS);
    while (store.isOpen) await new Promise((resolve) => setImmediate(resolve));
    expect(store.size).toBe(0);
    expect(hours(store)).toBe(1);
    await store.end();
  });
});
