import type { Clock } from '#libs/messaging';

/** The system's clock plus the time that a test has let pass. */
export class VirtualClock implements Clock {
  private aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  advance(ms: number): void {
    this.aheadMs += ms;
  }
}
