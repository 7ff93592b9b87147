const SLOT_MS = 10_000;
/** Five minutes in which something ended, however long ago they were. */
const MOST_SLOTS = 30;

/**
 * How many calls a second the provider answers when it answers: the rate of the latest times in which any ended. Times in which none
 * ended are left out, so while the provider is away this is the rate of the last time before.
 */
export class Pace {
  /** Number of the slot and what ended in it, the oldest first. */
  private readonly slots: { readonly at: number; ended: number }[] = [];

  /** @param now  a monotonic clock in milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A call was answered. */
  ended(): void {
    const at = Math.floor(this.now() / SLOT_MS);
    const last = this.slots.at(-1);
    if (last?.at === at) last.ended++;
    else if (this.slots.push({ at, ended: 1 }) > MOST_SLOTS) this.slots.shift();
  }

  /** How long so many calls take, in milliseconds; undefined: none has been answered yet. */
  worthOf(calls: number): number | undefined {
    const ended = this.slots.reduce((sum, slot) => sum + slot.ended, 0);
    return ended ? Math.round((calls * this.slots.length * SLOT_MS) / ended) : undefined;
  }
}
