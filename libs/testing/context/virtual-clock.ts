import type { Clock } from '#libs/messaging';

/** The system's clock, and ahead of it by whatever a test let pass. */
export class VirtualClock implements Clock {
  private aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  advance(ms: number): void {
    this.aheadMs += ms;
  }
}
