import { jest } from '@jest/globals';
import { KeptPages } from './kept-pages.js';

const pageOf = (products: number) => ({ data: Array.from({ length: products }, () => ({})) });
const keptOf = (pages: { get(key: string): unknown }, keys: number) =>
  Array.from({ length: keys }, (_, n) => n).filter((n) => pages.get(String(n)));

it.each([
  [1, 100],
  [100, 20],
])('of pages with %d products the latest %d are kept', (products, most) => {
  const pages = new KeptPages();
  for (let n = 0; n < 200; n++) pages.set(String(n), pageOf(products));
  expect(keptOf(pages, 200)).toEqual(Array.from({ length: most }, (_, n) => 200 - most + n));
});

it('a page that is asked for again stays, and has the place of one', () => {
  const pages = new KeptPages();
  for (let n = 0; n < 200; n++) for (const key of ['0', String(n)]) pages.set(key, pageOf(100));
  expect(keptOf(pages, 200)).toHaveLength(20);
  expect(pages.get('0')).toBeDefined();
});

it('a page is kept for an hour', () => {
  jest.useFakeTimers();
  const pages = new KeptPages();
  pages.set('0', pageOf(1));
  jest.advanceTimersByTime(3_599_000);
  expect(pages.get('0')).toBeDefined();
  jest.advanceTimersByTime(2_000);
  expect(pages.get('0')).toBeUndefined();
  jest.useRealTimers();
});
