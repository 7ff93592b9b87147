const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const GOOD_RUN = 100;

/**
 * Whether rows in memory are used. When two replicas write the same rows, memory is often stale, and each stale batch costs a
 * round trip. After each one the pause without memory doubles; after a hundred batches without one it is halved.
 */
export class Trust {
  private pauseMs = FIRST_PAUSE_MS;
  private restsUntil = 0;
  private goodRun = 0;

  isGiven(now: number): boolean {
    return now >= this.restsUntil;
  }

  wasRight(): void {
    if (++this.goodRun < GOOD_RUN) return;
    this.goodRun = 0;
    this.pauseMs = Math.max(FIRST_PAUSE_MS, this.pauseMs / 2);
  }

  wasWrong(now: number): void {
    this.goodRun = 0;
    this.restsUntil = now + this.pauseMs;
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, this.pauseMs * 2);
  }
}
