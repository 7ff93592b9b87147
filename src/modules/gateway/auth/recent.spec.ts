import { Recent } from './recent.js';

describe('Recent', () => {
  it('never holds more than its limit', () => {
    const recent = new Recent<number, number>(100);
    for (let n = 0; n < 1_000; n++) {
      recent.set(n, n);
      expect(recent.size).toBeLessThanOrEqual(100);
    }
  });

  it('keeps what is used', () => {
    const recent = new Recent<number, string>(100);
    recent.set(-1, 'used');
    for (let n = 0; n < 1_000; n++) {
      recent.set(n, 'not used');
      if (n % 10 === 0) expect(recent.get(-1)).toBe('used');
    }
    expect(recent.get(0)).toBeUndefined();
    expect(recent.get(999)).toBe('not used');
  });

  it('forgets what is deleted, in either generation', () => {
    const recent = new Recent<string, number>(4);
    recent.set('a', 1);
    recent.set('b', 2);
    recent.set('c', 3);
    for (const key of ['a', 'c']) recent.delete(key);
    expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([undefined, 2, undefined]);
  });
});
