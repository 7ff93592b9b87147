/**
 * Allows one suspect in flight at a time, over all contexts of a process; each process has one of these. If two were in flight at a
 * crash, the harmless one would be counted like the poison message, and become a dead letter with it.
 */
export class SuspectTurn {
  private holder: object | undefined;
  /** Had the last turn while others waited; the others go first. */
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
