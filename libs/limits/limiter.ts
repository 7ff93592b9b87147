import { Recent } from '#libs/collections';
import type { Limit } from './limit.js';
import type { SharedCounter, Total } from './shared-counts.js';

/** Keys that are remembered; those that were used least recently go first. An attacker with more addresses than this fills no memory. */
const MOST_KEYS = 50_000;
/** The part of a quota that one process counts before it tells the others. */
const UNSHARED = 0.02;

/** What one key has used. Objects of one shape, and no timer: a window that has ended is noticed at the next request. */
interface Window {
  used: number;
  endsAt: number;
  /** Counted here, and not yet told to the others. */
  unshared: number;
  isSharing: boolean;
  isTold: boolean;
}

/** A limit is exceeded. */
export interface Excess {
  readonly name: string;
  readonly limit: Limit;
  readonly retryAfterMs: number;
  /** The first time for this key in its window. */
  readonly isFirst: boolean;
}

export interface LimiterOptions {
  /** The count of all processes. @defaultValue each process counts for itself */
  readonly shared?: SharedCounter;
  /** @defaultValue 50,000 */
  readonly mostKeys?: number;
  /** A monotonic clock in milliseconds. */
  readonly clock?: () => number;
}

/**
 * Counts by key in this process, synchronously, and shares the counts when there is somebody to share them with. Whoever has counted
 * more is believed, so that neither a shared count that is lost nor one that cannot be reached gives anybody a fresh quota.
 */
export class Limiter {
  private readonly windows: Recent<string, Window>;
  private readonly shared: SharedCounter | undefined;
  private readonly clock: () => number;
  private readonly batch: number;

  constructor(
    readonly name: string,
    readonly limit: Limit,
    { shared, mostKeys = MOST_KEYS, clock = () => performance.now() }: LimiterOptions = {},
  ) {
    this.windows = new Recent(mostKeys);
    this.shared = shared;
    this.clock = clock;
    this.batch = Math.max(1, Math.floor(limit.quota * UNSHARED));
  }

  /**
   * Counts a request, unless it exceeds the limit. The others are told after every 2 % of the quota, and nobody waits for it: so n
   * processes together admit up to n times 2 % more than the limit, and what came during one exchange.
   */
  hit(key: string): Excess | undefined {
    const window = this.windowOf(key);
    if (window.used >= this.limit.quota) return this.excess(window);
    window.used++;
    if (++window.unshared >= this.batch && this.shared?.isReady && !window.isSharing) void this.share(key, window);
    return undefined;
  }

  /** Counts a request together with all others, and waits for their count, where it can be had. */
  async hitTogether(key: string): Promise<Excess | undefined> {
    const window = this.windowOf(key);
    if (window.used >= this.limit.quota) return this.excess(window);
    window.used++;
    window.unshared++;
    const total = this.shared?.isReady ? await this.share(key, window) : undefined;
    return total && total.used > this.limit.quota ? this.excess(window) : undefined;
  }

  /** Asks what all others have counted, and counts nothing. */
  async refresh(key: string): Promise<void> {
    const window = this.windowOf(key);
    if (window.used < this.limit.quota && this.shared?.isReady) await this.share(key, window);
  }

  /** Whether `more` requests after those that were counted would exceed the limit. */
  isFull(key: string, more = 0): boolean {
    return this.windowOf(key).used + more >= this.limit.quota;
  }

  /** What to tell a client whose key is full. */
  excessOf(key: string): Excess {
    return this.excess(this.windowOf(key));
  }

  /** How many keys it remembers. */
  get size(): number {
    return this.windows.size;
  }

  private windowOf(key: string): Window {
    const known = this.windows.get(key);
    const now = this.clock();
    if (known && now < known.endsAt) return known;
    const endsAt = now + this.limit.seconds * 1_000;
    const window = { used: 0, endsAt, unshared: 0, isSharing: false, isTold: false };
    this.windows.set(key, window);
    return window;
  }

  private async share(key: string, window: Window): Promise<Total | undefined> {
    const told = window.unshared;
    window.unshared = 0;
    window.isSharing = true;
    const total = await this.shared!.add(key, told);
    window.isSharing = false;
    if (!total) window.unshared += told;
    else if (total.used > 0 && total.used + window.unshared >= window.used) {
      window.used = total.used + window.unshared;
      window.endsAt = this.clock() + total.leftMs;
    }
    return total;
  }

  private excess(window: Window): Excess {
    const isFirst = !window.isTold;
    window.isTold = true;
    return { name: this.name, limit: this.limit, retryAfterMs: Math.max(0, window.endsAt - this.clock()), isFirst };
  }
}
