/** Times more than a second ahead are rounded up to 250 ms: with 1,000 timers a second, the owner wakes four times a second. */
const FAR_MS = 1_000;
const GRAIN_MS = 250;

/** A set of wake-up times for one waiting loop. An unneeded wake-up is harmless; no requested time is lost. */
export class Alarm {
  private readonly moments = new Set<number>();
  private sleeper: { wake: () => void; timer: NodeJS.Timeout; at: number; isDeaf: boolean } | undefined;

  wakeIn(ms: number): void {
    const at = performance.now() + ms;
    const moment = ms < FAR_MS ? at : Math.ceil(at / GRAIN_MS) * GRAIN_MS;
    this.moments.add(moment);
    if (this.sleeper && !this.sleeper.isDeaf && moment < this.sleeper.at) this.sleep(this.sleeper.wake, moment);
  }

  /** Waits until the next requested time, at most `longestMs`. */
  wait(longestMs: number): Promise<void> {
    return new Promise((wake) => this.sleep(wake, Math.min(this.next(), performance.now() + longestMs)));
  }

  /** Waits for `ms`, even when an earlier time is requested meanwhile; that time is kept for the next wait. */
  rest(ms: number): Promise<void> {
    return new Promise((wake) => this.sleep(wake, performance.now() + ms, true));
  }

  /** Ends the current wait immediately. */
  ring(): void {
    clearTimeout(this.sleeper?.timer);
    this.sleeper?.wake();
    this.sleeper = undefined;
  }

  private sleep(wake: () => void, at: number, isDeaf = false): void {
    clearTimeout(this.sleeper?.timer);
    const due = (): void => {
      this.moments.delete(at);
      this.ring();
    };
    const timer = setTimeout(due, Math.max(0, at - performance.now()));
    this.sleeper = { wake, timer, at, isDeaf };
  }

  /** The earliest requested time; all that have passed already count as one. */
  private next(): number {
    const now = performance.now();
    let next = Infinity;
    for (const moment of this.moments) {
      if (moment < next) next = moment;
      if (moment <= now) this.moments.delete(moment);
    }
    return next;
  }
}
