const FIRST_MS = 200;
const LONGEST_MS = 10_000;
/** Who served for so long is no process that cannot start: its next pause is the first again. */
const PROVEN_MS = 30_000;

/** How long a process that has ended is left alone: longer every time, up to 10 s, and never the same for two. */
export class BackOff {
  private restarts = 0;

  /** @param servedMs  how long it had served */
  next(servedMs: number, random: () => number = Math.random): number {
    if (servedMs >= PROVEN_MS) this.restarts = 0;
    const pauseMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.restarts);
    this.restarts++;
    return pauseMs * (0.5 + random() / 2);
  }
}
