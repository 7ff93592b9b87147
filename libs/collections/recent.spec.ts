import { Recent } from './recent.js';

const watched = (limit: number) => {
  const forgotten: number[] = [];
  return { recent: new Recent<number, string>(limit, (key) => forgotten.push(key)), forgotten };
};

it('never holds more than its limit, and at least half as many', () => {
  const recent = new Recent<number, number>(100);
  for (let n = 0; n < 1_000; n++) {
    recent.set(n, n);
    expect(recent.size).toBeLessThanOrEqual(100);
  }
  for (let n = 950; n < 1_000; n++) expect(recent.get(n)).toBe(n);
});

it('keeps what is used, and its latest value', () => {
  const { recent, forgotten } = watched(100);
  recent.set(-1, 'used');
  for (let n = 0; n < 1_000; n++) {
    recent.set(n, 'not used');
    if (n % 10 === 0) expect(recent.get(-1)).toBe('used');
    if (n % 70 === 0) recent.set(-1, 'used');
  }
  expect(recent.get(0)).toBeUndefined();
  expect(recent.get(999)).toBe('not used');
  expect(forgotten).not.toContain(-1);
});

it('does not tell of a key that is used just as a generation ends', () => {
  const told: number[] = [];
  const recent: Recent<number, string> = new Recent(4, (key) => told.push(key));
  for (const key of [1, 2, 3, 4, 1, 5, 2, 3, 3, 6, 1, 2, 1]) {
    recent.set(key, 'kept');
    expect(told.splice(0)).not.toContain(key);
  }
});

it('tells of each key that is forgotten, once', () => {
  const { recent, forgotten } = watched(100);
  for (let n = 0; n < 1_000; n++) recent.set(n, '');
  expect(forgotten).toEqual(Array.from({ length: 1_000 - recent.size }, (_, n) => n));
});

it('forgets what is deleted, in either generation, and does not tell of it', () => {
  const { recent, forgotten } = watched(4);
  for (const key of [1, 2, 3]) recent.set(key, 'kept');
  for (const key of [1, 3]) recent.delete(key);
  expect([1, 2, 3].map((key) => recent.get(key))).toEqual([undefined, 'kept', undefined]);
  for (const key of [4, 5, 6, 7, 8]) recent.set(key, 'kept');
  expect(forgotten).not.toContain(1);
});
