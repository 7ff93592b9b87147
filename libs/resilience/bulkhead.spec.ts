import { Bulkhead } from './bulkhead.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const HASH_MS = 100;

/** Tasks that record when they began, and whose duration moves a virtual clock. */
function bulkheadOf(atOnce: number, longestWaitMs: number) {
  let now = 0;
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<string>>();
  const refused = (retryAfterMs: number) => new Error(`come again in ${retryAfterMs}`);
  const bulkhead = new Bulkhead({ atOnce, longestWaitMs, usualMs: HASH_MS, refused, now: () => now });
  return {
    begun,
    start: (name: string, deadline = Infinity) =>
      bulkhead.run(() => {
        begun.push(name);
        const end = Promise.withResolvers<string>();
        ends.set(name, end);
        return end.promise;
      }, deadline),
    pass: (ms: number) => (now += ms),
    end: async (name: string, tookMs = HASH_MS) => {
      await turn();
      now += tookMs;
      ends.get(name)!.resolve(name);
      await turn();
    },
    fail: async (name: string) => {
      await turn();
      ends.get(name)!.reject(new Error(name));
      await turn();
    },
  };
}

it('runs no more at once than it should, the others in their order', async () => {
  const { begun, start, end } = bulkheadOf(2, 1_000);
  const all = ['a', 'b', 'c', 'd'].map((name) => start(name));
  await turn();
  expect(begun).toEqual(['a', 'b']);
  await end('b');
  expect(begun).toEqual(['a', 'b', 'c']);
  await end('a');
  await end('c');
  await end('d');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

it('a place that goes to the next in line is not free for whoever comes then', async () => {
  const { begun, start, end } = bulkheadOf(1, 1_000);
  void start('a');
  void start('b');
  await end('a');
  void start('c');
  await turn();
  expect(begun).toEqual(['a', 'b']);
});

it('gives the place of a failed task away', async () => {
  const { start, end, fail } = bulkheadOf(1, 1_000);
  const broken = expect(start('a')).rejects.toThrow('a');
  const next = start('b');
  await fail('a');
  await broken;
  await end('b');
  expect(await next).toBe('b');
});

describe('the line is measured in time', () => {
  it('turns away at once whoever would wait for longer, says how long, and nobody afterwards', async () => {
    const { start, end } = bulkheadOf(1, 2 * HASH_MS);
    const all = ['a', 'b', 'c'].map((name) => start(name));
    await expect(start('d')).rejects.toThrow('come again in 300');
    for (const name of ['a', 'b', 'c']) await end(name);
    await Promise.all(all);
    const later = start('e');
    await end('e');
    expect(await later).toBe('e');
  });

  it('lets more wait where more run at once', async () => {
    const { start } = bulkheadOf(4, HASH_MS);
    for (let n = 0; n < 8; n++) void start(`${n}`);
    await expect(start('one too many')).rejects.toThrow('come again in 125');
  });

  it('lets fewer wait when tasks take longer than usual, and as many as before when they do not any more', async () => {
    const { start, end } = bulkheadOf(1, 2 * HASH_MS);
    for (let n = 0; n < 20; n++) {
      void start('slow');
      await end('slow', 4 * HASH_MS);
    }
    void start('a');
    await expect(start('b')).rejects.toThrow(/come again in 3[5-9]\d/);
    await end('a', 0);
    for (let n = 0; n < 50; n++) {
      void start('quick');
      await end('quick', 0);
    }
    const many = Array.from({ length: 10 }, (_, n) => start(`${n}`));
    for (let n = 0; n < 10; n++) await end(`${n}`, 0);
    expect(await Promise.all(many)).toHaveLength(10);
  });
});

describe('nothing is done for a caller who has been refused already', () => {
  it('whoever cannot be served by the deadline is turned away before waiting', async () => {
    const { begun, start } = bulkheadOf(1, 1_000);
    void start('a', 2 * HASH_MS);
    await expect(start('late', 1.5 * HASH_MS)).rejects.toThrow('come again in 100');
    expect(begun).toEqual(['a']);
  });

  it('whoever is too late before it begins, though nobody is in line', async () => {
    const { begun, start, pass } = bulkheadOf(1, 1_000);
    pass(50);
    await expect(start('a', 40)).rejects.toThrow('come again in 0');
    expect(begun).toEqual([]);
  });

  it('whoever has gone while he stood in line is not begun when it is his turn', async () => {
    const { begun, start, end } = bulkheadOf(1, 1_000);
    void start('a');
    const gone = expect(start('gone', 3 * HASH_MS)).rejects.toThrow('come again in');
    void start('patient');
    await end('a', 3 * HASH_MS);
    await gone;
    expect(begun).toEqual(['a', 'patient']);
  });

  it('one who comes first is served, however long the last ones took', async () => {
    const { begun, start, end } = bulkheadOf(1, 1_000);
    void start('endless');
    await end('endless', 1_000 * HASH_MS);
    void start('a', 1_001 * HASH_MS);
    await turn();
    expect(begun).toEqual(['endless', 'a']);
  });

  it('200 at once, of whom most give up: the next two are served at once', async () => {
    const { begun, start, end, pass } = bulkheadOf(2, 100_000);
    const deadline = 50 * 100 * HASH_MS;
    const storm = Promise.allSettled(Array.from({ length: 200 }, (_, n) => start(`storm ${n}`, deadline)));
    pass(deadline); // far slower than they ever were: everybody has gone
    const next = ['next', 'after'].map((name) => start(name, deadline + 1_000));
    await end('storm 0', 0);
    await end('storm 1', 0);
    expect(begun).toEqual(['storm 0', 'storm 1', 'next', 'after']);
    await end('next', 0);
    await end('after', 0);
    expect(await Promise.all(next)).toEqual(['next', 'after']);
    const gone = (await storm).filter(({ status }) => status === 'rejected');
    expect(gone).toHaveLength(198);
  });
});
