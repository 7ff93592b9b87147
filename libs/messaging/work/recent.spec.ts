import { Recent } from './recent.js';

const numbers = (from: number, count: number): string[] => Array.from({ length: count }, (_, n) => String(from + n));

test('at least the latest 2,000 are kept, and at most 4,000', () => {
  const forgotten: string[] = [];
  const recent = new Recent<number>((key) => forgotten.push(key));
  for (const key of numbers(0, 10_000)) recent.keep(key, 1);
  const kept = numbers(0, 10_000).filter((key) => recent.get(key));
  expect(kept.length).toBeGreaterThanOrEqual(2_000);
  expect(kept.length).toBeLessThanOrEqual(4_000);
  expect([...forgotten, ...kept]).toEqual(numbers(0, 10_000));
});

test('what is kept again is not forgotten, and its latest value counts', () => {
  const forgotten: string[] = [];
  const recent = new Recent<number>((key) => forgotten.push(key));
  for (const key of numbers(0, 9_999)) {
    recent.keep(key, 1);
    recent.keep('hot', Number(key));
  }
  expect(recent.get('hot')).toBe(9_998);
  expect(forgotten).not.toContain('hot');
});

test('what is deleted is gone, whatever its age, and is not told as forgotten', () => {
  const forgotten: string[] = [];
  const recent = new Recent<number>((key) => forgotten.push(key));
  recent.keep('old', 1);
  for (const key of numbers(0, 2_000)) recent.keep(key, 1);
  recent.keep('old', 2);
  recent.delete('old');
  expect(recent.get('old')).toBeUndefined();
  for (const key of numbers(2_000, 4_000)) recent.keep(key, 1);
  expect(forgotten).not.toContain('old');
});
