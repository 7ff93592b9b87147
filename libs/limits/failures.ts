import type { Excess, Limiter } from './limiter.js';

/** Attempts of one key that may wait. Each waits for others that have a deadline of their own. */
const MOST_WAITING = 100;
const RETRY_MS = 1_000;

/** Attempts of one key that have begun, and those that wait for their outcome. */
interface UnderWay {
  count: number;
  waiting: (() => void)[];
}

/**
 * A limit for what fails, such as wrong passwords. Attempts whose outcome is not known yet may all fail: so many as may still fail run
 * at the same time, further ones wait for their outcome. So nobody gets more by sending all at once, and whoever is right is not refused.
 */
export class FailureLimit {
  private readonly underWay = new Map<string, UnderWay>();

  constructor(private readonly limiter: Limiter) {}

  /** Begins an attempt, for which `end` must be called; or returns why it may not begin: too many have failed, or wait already. */
  async begin(key: string): Promise<Excess | undefined> {
    await this.limiter.refresh(key);
    for (;;) {
      if (this.limiter.isFull(key)) return this.limiter.excessOf(key);
      const here = this.underWay.get(key) ?? { count: 0, waiting: [] };
      if (!this.limiter.isFull(key, here.count)) {
        here.count++;
        this.underWay.set(key, here);
        return undefined;
      }
      if (here.waiting.length >= MOST_WAITING) return { ...this.limiter.excessOf(key), retryAfterMs: RETRY_MS };
      await new Promise<void>((resolve) => here.waiting.push(resolve));
    }
  }

  async end(key: string, hasFailed: boolean): Promise<void> {
    const counted = hasFailed ? this.limiter.hitTogether(key) : undefined;
    const here = this.underWay.get(key)!;
    here.count--;
    if (here.count === 0) this.underWay.delete(key);
    for (const proceed of here.waiting.splice(0)) proceed();
    await counted;
  }
}
