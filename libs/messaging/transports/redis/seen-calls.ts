/** More than the calls of ten seconds, for which most are made; the inbox knows the copies of older ones. */
const MOST_CALLS = 200_000;

/** The calls that this process has taken and that are not over yet: a copy of one is nothing new. */
export class SeenCalls {
  private readonly untilOf = new Map<string, number>();

  /**
   * False for a copy of a call that it was asked about before.
   * @param until  when the call is over: from then on its age shows that it is a copy
   */
  isFirst(call: string, until: number, now: number): boolean {
    if (this.untilOf.has(call)) return false;
    this.forget(now);
    this.untilOf.set(call, until);
    return true;
  }

  get size(): number {
    return this.untilOf.size;
  }

  /** The oldest come first, and most calls have about the same time. */
  private forget(now: number): void {
    for (const [call, until] of this.untilOf) {
      if (until > now && this.untilOf.size < MOST_CALLS) return;
      this.untilOf.delete(call);
    }
  }
}
