import type { CallClock } from '../broker/call-clock.js';
import type { CallHead } from '../broker/call.js';

/** The difference of two clocks is forgotten after one to two of these. */
const SPAN_MS = 60_000;
const MOST_SENDERS = 1_000;

/** The smallest difference of the clocks in the current span and in the one before. */
interface Least {
  ms: number;
  beforeMs: number;
  until: number;
}

/**
 * RabbitMQ has no clock that clients can read. A call carries its sender's; the smallest difference to the receiver's clock among the recent
 * calls of a process is that of the clocks themselves, and what a call has above it is its time in the queue.
 */
export class SenderClocks implements CallClock {
  private readonly least = new Map<string, Least>();

  now(): number {
    return Date.now();
  }

  leftMs({ from, sent, until }: CallHead): number {
    const difference = this.now() - sent;
    const queuedMs = difference - this.leastOf(from, difference, performance.now());
    return until - sent - queuedMs;
  }

  differenceMs({ sent }: CallHead): number {
    return this.now() - sent;
  }

  private leastOf(sender: string, difference: number, now: number): number {
    let least = this.least.get(sender);
    if (!least) {
      if (this.least.size >= MOST_SENDERS) this.least.delete(this.least.keys().next().value!);
      this.least.set(sender, (least = { ms: difference, beforeMs: difference, until: now + SPAN_MS }));
    }
    if (now >= least.until) {
      const isOld = now >= least.until + SPAN_MS;
      Object.assign(least, { ms: difference, beforeMs: isOld ? difference : least.ms, until: now + SPAN_MS });
    }
    least.ms = Math.min(least.ms, difference);
    return Math.min(least.ms, least.beforeMs);
  }
}
