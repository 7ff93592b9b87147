import type { JournalEntry } from '#libs/sagas/steps';
import { money } from '#shared/kernel';
import type { OrderEvent } from './order.js';
import { orderHistory } from './order-history.js';

const at = (second: number): Date => new Date(Date.UTC(2030, 0, 1, 0, 0, second));
const placed: OrderEvent = {
  type: 'placed',
  data: { userId: 'ada', lines: [], total: money(2_500, 'EUR'), method: 'pm_card_visa' },
};
const entry = (type: string, step?: string, more: object = {}): JournalEntry =>
  ({ type, data: { step, phase: 'running', progress: '', ...more } }) as unknown as JournalEntry;
const dated = <E>(...events: (readonly [E, number])[]) => events.map(([event, second]) => ({ event, at: at(second) }));
const kindsOf = (...given: Parameters<typeof orderHistory>) => orderHistory(...given).map(({ kind }) => kind);

it('of an order that was confirmed: what was decided at once is told in the order of its causes', () => {
  const order = dated<OrderEvent>([placed, 0], [{ type: 'confirmed', data: {} }, 2]);
  const journal = dated(
    [entry('started'), 0],
    [entry('step-done', 'stock'), 1],
    [entry('step-done', 'payment'), 2],
    [entry('step-done', 'ship'), 3],
  );
  expect(kindsOf(order, journal)).toEqual(['placed', 'goods-reserved', 'paid', 'confirmed', 'goods-handed-over']);
  expect(orderHistory(order, journal)[2]).toEqual({
    at: at(2).toISOString(),
    kind: 'paid',
    words: 'We have received 25.00 EUR.',
    reason: null,
    amount: money(2_500, 'EUR'),
  });
});

it('of an order that was cancelled says why, and what was given back', () => {
  const order = dated<OrderEvent>([placed, 0], [{ type: 'cancelled', data: { reason: 'no-longer-needed' } }, 5]);
  const journal = dated(
    [entry('step-done', 'stock'), 1],
    [entry('aborted', undefined, { reason: 'no-longer-needed' }), 2],
    [entry('undo-done', 'payment'), 4],
    [entry('undo-done', 'stock'), 5],
  );
  expect(orderHistory(order, journal).map(({ kind, reason }) => [kind, reason])).toEqual([
    ['placed', null],
    ['goods-reserved', null],
    ['cancellation-asked', 'no-longer-needed'],
    ['money-returned', null],
    ['goods-returned', null],
    ['cancelled', 'no-longer-needed'],
  ]);
});

it('tells of refunds with their amounts, and not of goods that came back without money', () => {
  const asked = (amount: number): OrderEvent => ({
    type: 'refund-asked',
    data: { refundId: 'r', amount: money(amount, 'EUR'), shares: [], reason: 'damaged' },
  });
  const made = (amount: number): OrderEvent => ({
    type: 'refunded',
    data: { refundId: 'r', amount: money(amount, 'EUR') },
  });
  const failed: OrderEvent = { type: 'refund-failed', data: { refundId: 'r', reason: 'closed' } };
  const events = [placed, asked(100), made(100), asked(50), failed, asked(0), made(0)];
  const told = orderHistory(dated(...events.map((event, n) => [event, n] as const)), []);
  expect(told.slice(1).map(({ words, reason }) => [words, reason])).toEqual([
    ['A refund of 1.00 EUR is on its way.', 'damaged'],
    ['We have given back 1.00 EUR.', null],
    ['A refund of 0.50 EUR is on its way.', 'damaged'],
    ['The refund could not be made.', 'closed'],
  ]);
});

it('says nothing of timers, retries, and who decided', () => {
  const journal = dated(
    [entry('timer-early'), 1],
    [entry('undo-timed-out', 'payment'), 2],
    [entry('retried', 'payment', { reason: 'ticket 1', by: 'oscar' }), 3],
    [entry('forced', 'payment', { reason: 'by hand', by: 'anna' }), 4],
  );
  const told = orderHistory(dated<OrderEvent>([placed, 0]), journal);
  expect(told.map(({ kind }) => kind)).toEqual(['placed', 'money-returned']);
  expect(JSON.stringify(told)).not.toMatch(/oscar|anna|ticket|by hand/);
});

it('of an order that there is not is empty', () => expect(orderHistory([], [])).toEqual([]));
