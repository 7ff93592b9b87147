/**
 * The broker's clock, which caller and receiver share: how long a call lay in its queue cannot be told from the clocks of two
 * machines, and nothing in Redis counts the remaining milliseconds of a job.
 */
export class BrokerClock {
  private offsetMs = Number.NaN;

  /** @param time  what TIME answers: seconds and microseconds */
  constructor(private readonly time: () => Promise<readonly (string | number)[]>) {}

  /** Milliseconds since 1970 by the broker. NaN before the first look. */
  now(): number {
    return performance.now() + this.offsetMs;
  }

  /** Looks at the clock; wrong by half of what the look took. */
  async look(): Promise<void> {
    const before = performance.now();
    const [seconds, microseconds] = await this.time();
    const middle = (before + performance.now()) / 2;
    this.offsetMs = Number(seconds) * 1_000 + Number(microseconds) / 1_000 - middle;
  }
}
