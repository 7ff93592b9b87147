import type { Scope } from '../scope.js';
import { Item } from './item.js';

const scope = (more: Partial<Scope> = {}) =>
  ({ id: 'm', reaction: 'Close', sends: 1, bytes: 1, headers: {}, deadline: Infinity, ...more }) as Scope;
const item = (more?: Partial<Scope>) => new Item(scope(more), {}, [], () => ({}));

test('every run of an item sees the same time and makes the same ids', () => {
  const { time } = item();
  expect([time.id('a'), time.id(0)]).toEqual([time.id('a'), time.id(0)]);
  expect(time.now).toBe(time.now);
});

test('ids differ by what they are for, and by reaction', () => {
  const one = item();
  expect(new Set([one.time.id(0), one.time.id(1), one.time.id('a'), item({ reaction: 'Count' }).time.id(0)]).size).toBe(
    4,
  );
});

test('the inbox takes a message once per reaction', () => {
  expect(item().identity).not.toBe(item({ reaction: 'Count' }).identity);
});

test.each([
  [1, false],
  [2, false],
  [3, true],
])('sent %i times without an answer: alone %s', (sends, alone) => expect(item({ sends }).alone).toBe(alone));

test.each([
  [undefined, false],
  [0, false],
  [1, true],
])('failed %s times before: it may break a batch %s', (failures, hasFailed) => {
  expect(item({ failures }).hasFailed).toBe(hasFailed);
});

test('only requests are overdue, and what they set off is no request', () => {
  const late = { deadline: 10, reaction: '' };
  expect(item(late).isOverdue(20)).toBe(false);
  expect(item({ ...late, request: {} }).isOverdue(20)).toBe(true);
  expect(item({ ...late, request: {}, reaction: 'Close' }).isOverdue(20)).toBe(false);
});
