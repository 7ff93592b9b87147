import { Injectable } from '@nestjs/common';
import { PassingSet } from '#libs/collections';
import { Bus } from '#libs/messaging';
import { MOST_VERSIONS, OrderVersions } from '#shared/contracts/orders';

/** Interval of looking for orders to ask for, and the shortest time between two looks at one. */
const TICK_MS = 50;
/** The longest time between two looks; before, a tenth of the time that the stream waits already. */
const RAREST_MS = 1_000;
const DEADLINE_MS = 2_000;

/** A stream that waits for a change of its order. Times are of performance.now(). */
export interface Waiting {
  readonly id: string;
  /** The version that it has told last. */
  readonly version: number;
  readonly since: number;
  /** The wait ends without news at this time, */
  readonly until: number;
  /** or when nobody wants them any more. */
  isOver(): boolean;
}

interface Wait extends Waiting {
  dueAt: number;
  end(hasNews: boolean): void;
}

/**
 * Tells the streams of this process that their orders have changed. It asks for the versions of all orders that are due by one request,
 * one at a time. A waiting request for each stream would use up the places for requests (960 on a TCP connection, 256 of a context
 * with Redis), and could not be ended when the client leaves.
 */
@Injectable()
export class OrderNews {
  private readonly waits = new PassingSet<Wait>();
  private ticking: NodeJS.Timeout | undefined;
  private isAsking = false;

  constructor(private readonly bus: Bus<'gateway'>) {}

  /** Number of streams that wait. */
  get size(): number {
    return this.waits.size;
  }

  /** True as soon as the order has a later version, false when the wait ends without one. */
  next(waiting: Waiting): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const end = (hasNews: boolean): void => {
      this.waits.delete(wait);
      resolve(hasNews);
    };
    const wait: Wait = { ...waiting, dueAt: nextLook(waiting), end };
    this.waits.add(wait);
    this.ticking ??= setInterval(() => this.tick(), TICK_MS).unref();
    return promise;
  }

  private tick(): void {
    const now = performance.now();
    for (const wait of this.waits) if (now >= wait.until || wait.isOver()) wait.end(false);
    if (this.waits.size) return void this.ask(this.due(now));
    clearInterval(this.ticking);
    this.ticking = undefined;
  }

  /** The waits to ask for now, by order; those beyond the most of one request are due at the next tick. */
  private due(now: number): ReadonlyMap<string, readonly Wait[]> {
    const due = new Map<string, Wait[]>();
    for (const wait of this.isAsking ? [] : this.waits) {
      const same = due.get(wait.id);
      if (wait.dueAt > now || (!same && due.size === MOST_VERSIONS)) continue;
      if (same) same.push(wait);
      else due.set(wait.id, [wait]);
      wait.dueAt = nextLook(wait);
    }
    return due;
  }

  private async ask(due: ReadonlyMap<string, readonly Wait[]>): Promise<void> {
    if (!due.size) return;
    this.isAsking = true;
    try {
      const asked = new OrderVersions({ ids: [...due.keys()] });
      const { versions } = await this.bus.request(asked, { deadlineMs: DEADLINE_MS, patience: 'none' });
      for (const { id, version } of versions)
        for (const wait of due.get(id) ?? []) if (version > wait.version) wait.end(true);
    } catch {
      // orders is away: the streams stay open, and tell what has changed when it is back
    } finally {
      this.isAsking = false;
    }
  }
}

function nextLook({ since }: Waiting): number {
  const now = performance.now();
  return now + Math.min(RAREST_MS, Math.max(TICK_MS, (now - since) / 10));
}
