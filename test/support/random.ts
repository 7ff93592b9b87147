/** Random numbers that a seed repeats; `CLEAVE_TEST_SEED` gives the seed, which whoever uses it prints. */
export class Random {
  private state: number;

  constructor(readonly seed = Number(process.env.CLEAVE_TEST_SEED ?? Date.now() % 1_000_000)) {
    this.state = seed;
  }

  /** From 0 up to 1: mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least: number, most: number): number {
    return Math.round(least + this.next() * (most - least));
  }

  oneOf<T>(all: readonly T[]): T {
    return all[Math.floor(this.next() * all.length)]!;
  }
}
