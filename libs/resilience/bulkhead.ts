interface Options {
  readonly atOnce: number;
  /** A task that would wait for longer is refused. */
  readonly longestWaitMs: number;
  /** Estimated duration of a task, until the first one has ended. */
  readonly usualMs: number;
  readonly refused: (retryAfterMs: number) => Error;
  /** The clock for deadlines. @defaultValue performance.now() */
  readonly now?: () => number;
}

interface Waiting {
  readonly deadline: number;
  readonly enter: () => void;
  readonly refuse: (error: Error) => void;
}

/** Weight of the latest duration in the moving average. */
const WEIGHT = 1 / 8;

/**
 * Limits the tasks that run at a time and those that wait: as many as can begin within `longestWaitMs`, estimated by a moving average
 * of durations. A task that would wait for longer or miss its deadline is refused at once; none starts after its caller's deadline.
 */
export class Bulkhead {
  private running = 0;
  private line: Waiting[] = [];
  private usualMs: number;
  private readonly now: () => number;

  constructor(private readonly options: Options) {
    this.usualMs = options.usualMs;
    this.now = options.now ?? (() => performance.now());
  }

  /**
   * @param deadline  when the caller stops waiting for the result
   * @throws the error that `refused` makes of the time until the queue is empty, when the task is refused
   */
  async run<T>(task: () => Promise<T>, deadline: number): Promise<T> {
    await this.enter(deadline);
    const begun = this.now();
    try {
      return await task();
    } finally {
      this.usualMs += (this.now() - begun - this.usualMs) * WEIGHT;
      this.leave();
    }
  }

  /** Tasks that wait. */
  get waiting(): number {
    return this.line.length;
  }

  /** How many may wait, at the present duration of a task. */
  get mostWaiting(): number {
    return Math.floor((this.options.longestWaitMs * this.options.atOnce) / this.usualMs);
  }

  private async enter(deadline: number): Promise<void> {
    this.dismissLate();
    if (this.now() >= deadline) throw this.options.refused(0);
    // A free slot takes a task whatever the average is: otherwise a high average would refuse every task, and never be corrected.
    if (this.running < this.options.atOnce) return void this.running++;
    const waitMs = this.waitMs();
    const isInTime = this.now() + waitMs + this.usualMs <= deadline;
    if (waitMs > this.options.longestWaitMs || !isInTime) throw this.options.refused(waitMs);
    await new Promise<void>((enter, refuse) => this.line.push({ deadline, enter, refuse }));
  }

  /** Hands the free slot to the next in the queue, so that no later task can overtake it. */
  private leave(): void {
    this.dismissLate();
    const next = this.line.shift();
    if (next) next.enter();
    else this.running--;
  }

  /** Removes tasks whose deadline has passed from the queue. */
  private dismissLate(): void {
    const now = this.now();
    const late = this.line.filter(({ deadline }) => deadline <= now);
    if (!late.length) return;
    this.line = this.line.filter(({ deadline }) => deadline > now);
    for (const { refuse } of late) refuse(this.options.refused(this.waitMs()));
  }

  /** The estimated wait of a task that arrives now. */
  private waitMs(): number {
    return ((this.line.length + 1) * this.usualMs) / this.options.atOnce;
  }
}
