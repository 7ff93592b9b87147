/** Behind an outage: so many rows, and no more is accepted. */
const MOST_ROWS = 100_000;

/** What waits in the table for one receiver instead of in memory. New rows must not overtake it, and take their turn through the sweep. */
export class Backlog {
  private exists = false;
  /** How many rows were left to the sweep since it last came back short. */
  private rows = 0;
  private bornAt = Infinity;

  get isThere(): boolean {
    return this.exists;
  }
  get isTooMuch(): boolean {
    return this.rows > MOST_ROWS;
  }
  get size(): number {
    return this.rows;
  }
  /** When the oldest row was born, by performance.now(); Infinity when there is none. */
  get oldest(): number {
    return this.bornAt;
  }

  /** The receiver is away, or there is no room in memory, from now on or since before. */
  begin(bornAt = performance.now()): void {
    this.exists = true;
    this.bornAt = Math.min(this.bornAt, bornAt, performance.now());
  }

  addRow(): void {
    this.rows++;
  }

  /**
   * @param isFull    the sweep took as many as there is room for: others may be left; if not, nothing waits in the table any more
   * @param youngest  when the last of those was born that it took: those that are left are about as old. -Infinity: it took none
   */
  swept(isFull: boolean, youngest: number): void {
    if (!isFull) return this.end();
    if (youngest === -Infinity) return this.begin();
    this.exists = true;
    this.bornAt = youngest;
  }

  private end(): void {
    this.exists = false;
    this.rows = 0;
    this.bornAt = Infinity;
  }
}
