import type { RouteLimits } from '#libs/hosting/routes';

export type Phase = 'connect' | 'firstByte' | 'idle' | 'total';

/** The four limits of time of one exchange, of which at each moment two run: that of the phase it is in, and that of the whole. */
export class Watch {
  private readonly whole: NodeJS.Timeout;
  private timer: NodeJS.Timeout;

  /**
   * @param leftMs  of the limit of the whole
   * @param expire  called once at most
   */
  constructor(
    private readonly limits: RouteLimits,
    leftMs: number,
    private readonly expire: (phase: Phase) => void,
  ) {
    this.whole = setTimeout(() => this.ends('total'), leftMs);
    this.timer = setTimeout(() => this.ends('connect'), limits.connect);
  }

  enters(phase: Phase): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ends(phase), this.limits[phase]);
  }

  /** A byte has moved: the phase's time begins anew. */
  readonly moved = (): void => void this.timer.refresh();

  stop(): void {
    clearTimeout(this.whole);
    clearTimeout(this.timer);
  }

  private ends(phase: Phase): void {
    this.stop();
    this.expire(phase);
  }
}
