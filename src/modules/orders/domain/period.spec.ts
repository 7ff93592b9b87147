import { periodOf } from './period.js';

it.each([
  ['a day', '2030-01-31', '2030-01-31', '2030-01-31T00:00:00.000Z', '2030-02-01T00:00:00.000Z'],
  ['92 days, over a leap day', '2032-02-01', '2032-05-02', '2032-02-01T00:00:00.000Z', '2032-05-03T00:00:00.000Z'],
])('%s begins with its first hour and ends before the next day', (_, first, last, from, to) => {
  expect(periodOf(first, last)).toEqual({ from, to });
});

it.each([
  ['ends before it begins', '2030-01-31', '2030-01-30'],
  ['has 93 days', '2030-01-01', '2030-04-03'],
  ['has 8,000 years', '1970-01-01', '9999-12-31'],
])('a period that %s is none', (_, from, to) => {
  expect(periodOf(from, to)).toBeUndefined();
});
