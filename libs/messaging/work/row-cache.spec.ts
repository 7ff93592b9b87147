import { newId } from '../ids.js';
import { ABSENT, RowCache } from './row-cache.js';

const later = (ms: number): string => newId(Date.now() + ms);
const row = (count: number) => ({ row: { count }, xmin: 7 });

test('a row is known as it was kept last', () => {
  const [cache, id] = [new RowCache(), newId()];
  cache.keep(id, row(1));
  cache.keep(id, row(2));
  expect(cache.recall(id)).toEqual(row(2));
});

test('a key that is younger than the memory is known to have no row, an older one is not known', () => {
  const cache = new RowCache();
  expect(cache.recall(later(1))).toBe(ABSENT);
  expect(cache.recall(`${later(1)}\u0000order-confirmed`)).toBe(ABSENT);
  expect(cache.recall(later(-1_000))).toBeUndefined();
});

test('a key that does not tell its age is not known', () => {
  const cache = new RowCache();
  expect(cache.recall('ada@example.com')).toBeUndefined();
  expect(cache.recall('daf6bd2d-f4c0-85f1-ac03-670bf93f6e30')).toBeUndefined();
});

test('what is forgotten takes with it the knowledge of everything older', () => {
  const cache = new RowCache();
  const [older, forgotten, younger] = [later(10), later(20), later(30)];
  cache.forget(forgotten);
  expect([older, forgotten, younger].map((key) => cache.recall(key))).toEqual([undefined, undefined, ABSENT]);
});

test('of many rows those kept longest ago are forgotten, and with them the knowledge of everything older', () => {
  const cache = new RowCache();
  const ids = Array.from({ length: 4_001 }, (_, i) => later(1 + i));
  for (const id of ids) cache.keep(id, row(1));
  expect(cache.recall(ids[0]!)).toBeUndefined();
  expect(cache.recall(ids[2_000]!)).toEqual(row(1));
  expect(cache.recall(later(1_000))).toBeUndefined();
});
