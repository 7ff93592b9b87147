/**
 * One suspect at a time, over all contexts of a process: each process has one of these. If two suspects were under way when the
 * process died, the harmless one would be counted like the poison message, and be parked with it.
 */
export class SuspectTurn {
  private holder: object | undefined;
  /** Has just had the turn while others waited for it: they go first. */
  private last: object | undefined;
  private readonly waiting = new Set<() => void>();

  /**
   * True when `who` has the turn, until it calls `leave`. Otherwise `whenFree` is called once: later, or now when `who` has just had a
   * turn and another one was called instead.
   */
  take(who: object, whenFree: () => void): boolean {
    if (this.holder === undefined && this.last === who) {
      this.last = undefined;
      whenFree();
      return false;
    }
    this.holder ??= who;
    if (this.holder !== who) this.waiting.add(whenFree);
    return this.holder === who;
  }

  leave(who: object): void {
    if (this.holder !== who) return;
    this.holder = undefined;
    this.last = this.waiting.size ? who : undefined;
    const next = [...this.waiting];
    this.waiting.clear();
    for (const wake of next) wake();
  }
}
