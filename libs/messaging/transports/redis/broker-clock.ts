/**
 * The broker's clock, used by caller and receiver: the clocks of two machines cannot tell how long a call has waited in its queue,
 * and Redis does not count down the remaining time of a job.
 */
export class BrokerClock {
  private offsetMs = Number.NaN;

  /** @param time  calls TIME, which returns seconds and microseconds */
  constructor(private readonly time: () => Promise<readonly (string | number)[]>) {}

  /** The broker's time in milliseconds since 1970; NaN before the first `look`. */
  now(): number {
    return performance.now() + this.offsetMs;
  }

  /** Reads the clock; the error is at most half of the round trip. */
  async look(): Promise<void> {
    const before = performance.now();
    const [seconds, microseconds] = await this.time();
    const middle = (before + performance.now()) / 2;
    this.offsetMs = Number(seconds) * 1_000 + Number(microseconds) / 1_000 - middle;
  }
}
