const SLOT_MS = 100;
/** 3 s: long enough to average over batches, short enough to notice that another context has become slow. */
const SLOTS = 30;
/** The last second of them, which shows first when throughput rises, as at the start of a load peak. */
const LATEST_SLOTS = 10;

interface Slot {
  begun: number;
  ended: number;
  refused: number;
  /** Whether there was work in this slot; idle slots are left out of the rate. */
  isBusy: boolean;
}

/** How much accepted work has not ended, how old it is, and the rate at which work ended in the last seconds. */
export class Workload {
  private readonly slots: Slot[] = Array.from({ length: SLOTS }, idle);
  private current = 0;
  private requests = 0;
  private running = 0;

  /** @param now  a monotonic clock in milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Accepted work that has not ended: commands without an answer, and timers, each of which stands for a running saga. */
  get underWay(): number {
    return this.requests + this.running;
  }
  get timers(): number {
    return this.running;
  }

  /** A command was accepted. */
  begin(): void {
    const { slot } = this;
    slot.begun++;
    slot.isBusy = true;
    this.requests++;
  }

  /** A command was answered. */
  end(): void {
    this.slot.ended++;
    this.requests--;
  }

  /** A command was refused. */
  refuse(): void {
    this.slot.refused++;
  }

  /** Timers were set: the work of a command continues after its answer, until the timer ends. */
  set(timers: number): void {
    this.slot.ended -= timers;
    this.running += timers;
  }

  /** Timers were deleted or have fired. */
  drop(timers: number): void {
    this.slot.ended += timers;
    this.correct(-timers);
  }

  /** Adds timers that the database has and this count missed; negative: those that it counted too many. */
  correct(timers: number): void {
    this.running = Math.max(0, this.running + timers);
  }

  /** Finished work per second, in slots with work: the rate of the last second or of all slots, whichever is higher. */
  get perSecond(): number {
    this.turn();
    return Math.max(this.rateOf(this.latest(LATEST_SLOTS)), this.rateOf(this.slots));
  }

  /** Commands refused in the last seconds, which will be retried. */
  get refusedLately(): number {
    this.turn();
    return this.slots.reduce((sum, { refused }) => sum + refused, 0);
  }

  /** The age of the oldest work, assuming first in, first out; to a tenth of a second, at most the length of all slots. */
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

  /** Starts new slots for the time that has passed. */
  private turn(): void {
    const at = Math.floor(this.now() / SLOT_MS);
    for (let n = Math.max(this.current + 1, at - SLOTS + 1); n <= at; n++)
      this.slots[n % SLOTS] = { ...idle(), isBusy: this.underWay > 0 };
    this.current = Math.max(this.current, at);
  }

  /** Slots from the newest to the oldest. */
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
