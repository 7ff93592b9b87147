/** Less than any usual pause between two scrapes. */
const EVERY_MS = 5_000;

/**
 * Numbers that cost a query. However often they are exported, they are read at most every five seconds and once at a time; while they
 * cannot be read, the last known ones are told.
 */
export class SlowReading<Numbers> {
  private known: Numbers | undefined;
  private readAt = -Infinity;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly read: () => Promise<Numbers>,
    private readonly everyMs = EVERY_MS,
  ) {}

  /** Undefined: they could not be read yet. Never rejects. */
  async latest(): Promise<Numbers | undefined> {
    if (performance.now() - this.readAt >= this.everyMs) await (this.reading ??= this.renew());
    return this.known;
  }

  private async renew(): Promise<void> {
    try {
      this.known = await this.read();
      this.readAt = performance.now();
    } catch {
      // the database is away: its context says so, and is not ready
    } finally {
      this.reading = undefined;
    }
  }
}
