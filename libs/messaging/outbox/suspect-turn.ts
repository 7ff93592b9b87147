/** Who may have a message under way that travels alone, and who waits to be next. */
let holder: object | undefined;
/** Has just had the turn, while others waited for it: they go first. */
let polite: object | undefined;
const waiting = new Set<() => void>();

/**
 * The turn of messages that may be what kills their receiver: one at a time in the whole process, over all its contexts. If two
 * were under way when the process died, the innocent one would be counted like the guilty one and be parked with it.
 */
export const suspectTurn = {
  /**
   * True when it is the turn of `who`, who keeps it until it leaves it; else `whenFree` is called once: later, or now when
   * `who` has just had a turn and somebody else has been called.
   */
  take(who: object, whenFree: () => void): boolean {
    if (holder === undefined && polite === who) {
      polite = undefined;
      whenFree();
      return false;
    }
    holder ??= who;
    if (holder !== who) waiting.add(whenFree);
    return holder === who;
  },

  leave(who: object): void {
    if (holder !== who) return;
    holder = undefined;
    polite = waiting.size ? who : undefined;
    const next = [...waiting];
    waiting.clear();
    for (const wake of next) wake();
  },
};
