const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
/** At most one early probe a second: a receiver may send a hundred frames a second while it cannot be reached itself. */
const HURRY_EVERY_MS = 1_000;

/** Repeats a call to a receiver that does not answer, with exponential, jittered pauses, until it answers. */
export class Probe {
  private pauseMs = 0;
  private timer: NodeJS.Timeout | undefined;
  private hurriedAt = -Infinity;

  constructor(private readonly knock: () => Promise<void>) {}

  answered(): void {
    this.pauseMs = 0;
    this.end();
  }

  unanswered(): void {
    if (this.timer) return;
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.pauseMs * 2));
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        void this.knock();
      },
      this.pauseMs * (0.5 + Math.random() / 2),
    ).unref();
  }

  /** The receiver has sent something: a scheduled probe is sent now. */
  hurry(): void {
    const now = performance.now();
    if (!this.timer || now - this.hurriedAt < HURRY_EVERY_MS) return;
    this.hurriedAt = now;
    this.end();
    void this.knock();
  }

  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
