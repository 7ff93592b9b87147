interface Options {
  readonly atOnce: number;
  /** Whoever would wait for longer is refused. */
  readonly longestWaitMs: number;
  /** How long a task takes, as far as is known before the first has ended. */
  readonly usualMs: number;
  readonly refused: (retryAfterMs: number) => Error;
  /** The clock of deadlines. @defaultValue performance.now() */
  readonly now?: () => number;
}

interface Waiting {
  readonly deadline: number;
  readonly enter: () => void;
  readonly refuse: (error: Error) => void;
}

/** How much of the latest duration goes into what is usual. */
const WEIGHT = 1 / 8;

/**
 * Lets a few tasks run at a time and a few more wait: so many as can begin soon, judged by how long the latest ones took. Whoever
 * would wait for longer, or cannot be served by its deadline, is refused at once; nothing runs for a caller who has gone.
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
   * @throws what `refused` makes of the time after which the line is empty, when the task will not be run
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

  private async enter(deadline: number): Promise<void> {
    this.dismissLate();
    if (this.now() >= deadline) throw this.options.refused(0);
    // However long tasks took lately, if nobody runs one: else it would never be known that they do not any more.
    if (this.running < this.options.atOnce) return void this.running++;
    const waitMs = this.waitMs();
    const isInTime = this.now() + waitMs + this.usualMs <= deadline;
    if (waitMs > this.options.longestWaitMs || !isInTime) throw this.options.refused(waitMs);
    await new Promise<void>((enter, refuse) => this.line.push({ deadline, enter, refuse }));
  }

  /** The place goes straight to the next in line: nobody who comes later slips in between. */
  private leave(): void {
    this.dismissLate();
    const next = this.line.shift();
    if (next) next.enter();
    else this.running--;
  }

  /** Takes those out of the line whose callers have gone, so that nobody waits behind them. */
  private dismissLate(): void {
    const now = this.now();
    const late = this.line.filter(({ deadline }) => deadline <= now);
    if (!late.length) return;
    this.line = this.line.filter(({ deadline }) => deadline > now);
    for (const { refuse } of late) refuse(this.options.refused(this.waitMs()));
  }

  /** How long somebody who comes now would wait for his turn. */
  private waitMs(): number {
    return ((this.line.length + 1) * this.usualMs) / this.options.atOnce;
  }
}
