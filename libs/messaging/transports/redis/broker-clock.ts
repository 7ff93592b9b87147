import type { CallClock } from '../broker/call-clock.js';
import type { CallHead } from '../broker/call.js';

/** The broker's clock, which caller and receiver read both. */
export class BrokerClock implements CallClock {
  private offsetMs = Number.NaN;

  /** @param time  calls TIME, which returns seconds and microseconds */
  constructor(private readonly time: () => Promise<readonly (string | number)[]>) {}

  /** The broker's time in milliseconds since 1970; NaN before the first `look`. */
  now(): number {
    return performance.now() + this.offsetMs;
  }

  leftMs({ until }: CallHead): number {
    return until - this.now();
  }

  /** There is one clock. */
  differenceMs(): number {
    return 0;
  }

  /** Reads the clock; the error is at most half of the round trip. */
  async look(): Promise<void> {
    const before = performance.now();
    const [seconds, microseconds] = await this.time();
    const middle = (before + performance.now()) / 2;
    this.offsetMs = Number(seconds) * 1_000 + Number(microseconds) / 1_000 - middle;
  }
}
