/** Moments this far away are rounded up, so that the timers of a thousand orders a second wake their owner four times a second. */
const FAR_MS = 1_000;
const GRAIN_MS = 250;

/** Wakes its one owner at each of the moments asked for. A moment too many only wakes for nothing; none is forgotten. */
export class Alarm {
  private readonly moments = new Set<number>();
  private sleeper: { wake: () => void; timer: NodeJS.Timeout; at: number; isDeaf: boolean } | undefined;

  wakeIn(ms: number): void {
    const at = performance.now() + ms;
    const moment = ms < FAR_MS ? at : Math.ceil(at / GRAIN_MS) * GRAIN_MS;
    this.moments.add(moment);
    if (this.sleeper && !this.sleeper.isDeaf && moment < this.sleeper.at) this.sleep(this.sleeper.wake, moment);
  }

  /** Until the next moment, at most so long. */
  wait(longestMs: number): Promise<void> {
    return new Promise((wake) => this.sleep(wake, Math.min(this.next(), performance.now() + longestMs)));
  }

  /** For so long, whatever moments are asked for meanwhile; they are not forgotten. */
  rest(ms: number): Promise<void> {
    return new Promise((wake) => this.sleep(wake, performance.now() + ms, true));
  }

  /** Ends a wait at once. */
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

  /** The first moment; those that have come while the owner was awake are one. */
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
