const FIRST_MS = 200;
const LONGEST_MS = 10_000;
/** A process that has served for so long is not failing at its start: its next pause is the shortest again. */
const PROVEN_MS = 30_000;

/** The pause before an ended process is restarted: exponential up to 10 s, with jitter. */
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
