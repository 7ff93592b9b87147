/** More than the calls of ten seconds, the usual deadline. Copies of older messages are found in the inbox. */
const MOST_CALLS = 200_000;

/** The accepted calls whose deadline has not passed, to detect copies. */
export class SeenCalls {
  private readonly untilOf = new Map<string, number>();

  /**
   * False for a copy of a call seen before.
   * @param until  the call's deadline; a later copy is refused because of it
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

  /** Removes expired calls from the front: the map is in order of arrival, and most calls have about the same deadline. */
  private forget(now: number): void {
    for (const [call, until] of this.untilOf) {
      if (until > now && this.untilOf.size < MOST_CALLS) return;
      this.untilOf.delete(call);
    }
  }
}
