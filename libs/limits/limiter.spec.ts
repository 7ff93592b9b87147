import { Limit } from './limit.js';
import { Limiter } from './limiter.js';
import type { SharedCounter } from './shared-counts.js';

const MINUTE_MS = 60_000;

/** The count of all processes, kept in an object. */
class Together implements SharedCounter {
  isReady = true;
  used = 0;
  leftMs = MINUTE_MS;
  readonly told: number[] = [];

  async add(_: string, counted: number) {
    this.told.push(counted);
    if (!this.isReady) return undefined;
    this.used += counted;
    return { used: this.used, leftMs: this.leftMs };
  }
}

function limiterOf(quota: number, shared?: SharedCounter) {
  let now = 0;
  const limiter = new Limiter('requests', new Limit(quota, 60), { shared, clock: () => now });
  const hits = (times: number, key = 'ada') => Array.from({ length: times }, () => limiter.hit(key));
  const admitted = (times: number, key?: string) => hits(times, key).filter((excess) => !excess).length;
  return { limiter, hits, admitted, pass: (ms: number) => void (now += ms) };
}

describe('a limit', () => {
  it('admits its quota in its time, and again afterwards', () => {
    const { admitted, pass } = limiterOf(10);
    expect(admitted(15)).toBe(10);
    pass(MINUTE_MS - 1);
    expect(admitted(1)).toBe(0);
    pass(1);
    expect(admitted(15)).toBe(10);
  });

  it('says when the next request is admitted, and which refusal is the first', () => {
    const { hits, pass } = limiterOf(1);
    hits(1);
    pass(20_000);
    expect(hits(2)).toMatchObject([
      { name: 'requests', retryAfterMs: 40_000, isFirst: true },
      { retryAfterMs: 40_000, isFirst: false },
    ]);
  });

  it('is one for each key', () => {
    const { admitted } = limiterOf(1);
    expect([admitted(2, 'ada'), admitted(2, 'bob')]).toEqual([1, 1]);
  });

  it('remembers whoever keeps coming among any number of others, and no more of these than it may', () => {
    const limiter = new Limiter('requests', new Limit(1, 60), { mostKeys: 100 });
    limiter.hit('ada');
    for (let n = 0; n < 10_000; n++) {
      limiter.hit(`2001:db8:0:${n}::/64`);
      if (n % 40 === 0) expect(limiter.hit('ada')).toBeDefined();
    }
    expect(limiter.size).toBeLessThanOrEqual(100);
  });
});

describe('a limit of all processes', () => {
  it('counts strictly where each request is counted together', async () => {
    const { limiter } = limiterOf(10, Object.assign(new Together(), { used: 7 }));
    const all = await Promise.all(Array.from({ length: 10 }, () => limiter.hitTogether('ada')));
    expect(all.filter((excess) => !excess)).toHaveLength(3);
  });

  it('is told after every 2 % of the quota, and what it answers counts', async () => {
    const together = new Together();
    const { admitted } = limiterOf(1_000, together);
    expect(admitted(19)).toBe(19);
    expect(together.told).toEqual([]);
    together.used = 900;
    admitted(1);
    await Promise.resolve();
    expect(together.told).toEqual([20]);
    await new Promise(setImmediate);
    expect(admitted(200)).toBe(80);
  });

  it('takes the end of the window from whoever began it', async () => {
    const { limiter, hits, pass } = limiterOf(1, Object.assign(new Together(), { used: 1, leftMs: 5_000 }));
    expect(await limiter.hitTogether('ada')).toMatchObject({ retryAfterMs: 5_000 });
    pass(5_000);
    expect(hits(1)).toEqual([undefined]);
  });

  it('gives nobody a fresh quota when the shared count is lost', async () => {
    const together = new Together();
    const { limiter } = limiterOf(10, together);
    const attempts = async (times: number) => {
      let admitted = 0;
      for (let n = 0; n < times; n++) if (!(await limiter.hitTogether('ada'))) admitted++;
      return admitted;
    };
    expect(await attempts(6)).toBe(6);
    together.used = 0;
    expect(await attempts(6)).toBe(4);
  });

  it('is counted here alone when it cannot be had, and what was counted then is told later', async () => {
    const together = Object.assign(new Together(), { isReady: false });
    const { limiter } = limiterOf(10, together);
    for (let n = 0; n < 4; n++) expect(await limiter.hitTogether('ada')).toBeUndefined();
    together.isReady = true;
    await limiter.hitTogether('ada');
    expect(together.used).toBe(5);
  });

  it('counts what could not be told when it fails in the middle', async () => {
    const together = new Together();
    const { limiter } = limiterOf(10, together);
    const add = together.add.bind(together);
    together.add = async () => undefined;
    await limiter.hitTogether('ada');
    together.add = add;
    await limiter.hitTogether('ada');
    expect(together.told).toEqual([2]);
  });
});
