const SLOT_MS = 100;
/** The last seconds: long enough to even out batches, short enough to notice a neighbour that has become slow. */
const SLOTS = 30;
/** Of them the last second: it shows first that more ends than before, such as in the first seconds of a rush. */
const LATEST_SLOTS = 10;

interface Slot {
  begun: number;
  ended: number;
  refused: number;
  /** There was work in it: the time of others says nothing about the rate. */
  isBusy: boolean;
}

/** How much work was accepted and has not ended, how old it is, and how fast it ended in the last seconds. */
export class Workload {
  private readonly slots: Slot[] = Array.from({ length: SLOTS }, idle);
  private current = 0;
  private requests = 0;
  private running = 0;

  /** @param now  in milliseconds, by a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Accepted and not ended: commands that wait for their answers, and timers, which run as long as what they were set for. */
  get underWay(): number {
    return this.requests + this.running;
  }
  get timers(): number {
    return this.running;
  }

  /** A command is let in. */
  begin(): void {
    const { slot } = this;
    slot.begun++;
    slot.isBusy = true;
    this.requests++;
  }

  /** It was answered. */
  end(): void {
    this.slot.ended++;
    this.requests--;
  }

  /** A command is not let in. */
  refuse(): void {
    this.slot.refused++;
  }

  /** What is about to be answered goes on: it ends with its timer. */
  set(timers: number): void {
    this.slot.ended -= timers;
    this.running += timers;
  }

  /** Timers were dropped, or have rung. */
  drop(timers: number): void {
    this.slot.ended += timers;
    this.correct(-timers);
  }

  /** There are so many more timers than was known. */
  correct(timers: number): void {
    this.running = Math.max(0, this.running + timers);
  }

  /** What ended in a second, counting only time in which there was work: of the last second or of all, whichever is more. */
  get perSecond(): number {
    this.turn();
    return Math.max(this.rateOf(this.latest(LATEST_SLOTS)), this.rateOf(this.slots));
  }

  /** What was refused in the last seconds, and will come again. */
  get refusedLately(): number {
    this.turn();
    return this.slots.reduce((sum, { refused }) => sum + refused, 0);
  }

  /** How long ago the oldest was accepted, if what began first ends first; known to a tenth of a second, and no more than the last seconds. */
  get oldestMs(): number {
    this.turn();
    let younger = 0;
    const age = this.latest(SLOTS).findIndex(({ begun }) => (younger += begun) >= this.underWay);
    return (age < 0 ? SLOTS : age) * SLOT_MS;
  }

  private get slot(): Slot {
    this.turn();
    return this.slots[this.current % SLOTS]!;
  }

  /** Makes new slots for the time that has passed. */
  private turn(): void {
    const at = Math.floor(this.now() / SLOT_MS);
    for (let n = Math.max(this.current + 1, at - SLOTS + 1); n <= at; n++)
      this.slots[n % SLOTS] = { ...idle(), isBusy: this.underWay > 0 };
    this.current = Math.max(this.current, at);
  }

  /** The latest first. */
  private latest(count: number): readonly Slot[] {
    return Array.from({ length: count }, (_, n) => this.slots[(this.current - n + SLOTS) % SLOTS]!);
  }

  private rateOf(slots: readonly Slot[]): number {
    const busy = slots.filter(({ isBusy }) => isBusy).length;
    const notYetOver = SLOT_MS - (this.now() % SLOT_MS);
    const busyMs = Math.max(SLOT_MS, busy * SLOT_MS - notYetOver);
    const ended = slots.reduce((sum, slot) => sum + slot.ended, 0);
    return (Math.max(0, ended) * 1_000) / busyMs;
  }
}

const idle = (): Slot => ({ begun: 0, ended: 0, refused: 0, isBusy: false });
