import { jest } from '@jest/globals';
import { messagingError } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { GetOrder } from '#shared/contracts/orders';
import { GetUser } from '#shared/contracts/users';
import { compose, PATIENCE_MS } from './compose.js';

const comes = <T>(value: T) => jest.fn(() => Promise.resolve(value));
const fails = (error: Error) => jest.fn(() => Promise.reject<string>(error));
const never = () => new Promise<string>(() => undefined);
const away = messagingError('context.unavailable', 'payments: nobody listens');

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  expect(jest.getTimerCount()).toBe(0);
  jest.useRealTimers();
});

it('has every part, and no gap, when all came', async () => {
  const composed = await compose({ required: { order: comes(1) }, optional: { payment: comes(2), names: comes(3) } });
  expect(composed).toEqual({ order: 1, payment: 2, names: 3, degraded: [] });
});

it('asks all parts at once, and gives a part that needs a required one its promise', async () => {
  const order = Promise.withResolvers<{ userId: string }>();
  const [payment, customer] = [comes('paid'), jest.fn((userId: string) => Promise.resolve(`customer ${userId}`))];
  const composing = compose({
    required: { order: () => order.promise },
    optional: { payment, customer: async ({ order }) => customer((await order).userId) },
  });
  expect([payment.mock.calls.length, customer.mock.calls.length]).toEqual([1, 0]);
  order.resolve({ userId: 'ada' });
  expect(await composing).toMatchObject({ payment: 'paid', customer: 'customer ada', degraded: [] });
});

it('has null for a part whose context is away, and says which and why', async () => {
  const missed = jest.fn();
  const composed = await compose({ required: { order: comes(1) }, optional: { payment: fails(away) } }, missed);
  expect(composed).toEqual({ order: 1, payment: null, degraded: [{ part: 'payment', code: 'context.unavailable' }] });
  expect(missed.mock.calls).toEqual([['payment', away]]);
});

it('has null and no gap for what does not exist, as its context says: nothing is missing', async () => {
  const missed = jest.fn();
  const deleted = fails(refuse(GetUser, 'users.not-found'));
  const composed = await compose({ required: { order: comes(1) }, optional: { customer: deleted } }, missed);
  expect(composed).toEqual({ order: 1, customer: null, degraded: [] });
  expect(missed).not.toHaveBeenCalled();
});

it.each([
  ['an answer that breaks its contract', messagingError('reply.invalid', 'wrong'), 'reply.invalid'],
  ['a bug of the gateway', new TypeError('oh'), 'internal'],
])('goes on without a part after %s', async (_, error, code) => {
  const composed = await compose({ required: { order: comes(1) }, optional: { payment: fails(error) } });
  expect(composed).toMatchObject({ payment: null, degraded: [{ part: 'payment', code }] });
});

it('waits for optional parts as long as for the required ones, and then a little longer', async () => {
  const order = Promise.withResolvers<number>();
  const payment = Promise.withResolvers<string>();
  const composing = compose({
    required: { order: () => order.promise },
    optional: { payment: () => payment.promise, names: never },
  });
  await jest.advanceTimersByTimeAsync(10 * PATIENCE_MS);
  order.resolve(1);
  await jest.advanceTimersByTimeAsync(PATIENCE_MS - 1);
  payment.resolve('paid');
  await jest.advanceTimersByTimeAsync(1);
  const degraded = [{ part: 'names', code: 'request.deadline' }];
  expect(await composing).toEqual({ order: 1, payment: 'paid', names: null, degraded });
});

it('fails at once as its required part failed, whatever becomes of the others', async () => {
  const refusal = refuse(GetOrder, 'orders.not-found');
  const needsIt = async ({ order }: { order: Promise<string> }) => order;
  const composing = compose({
    required: { order: fails(refusal) },
    optional: { payment: never, names: needsIt, messages: fails(away) },
  });
  await expect(composing).rejects.toBe(refusal);
});
