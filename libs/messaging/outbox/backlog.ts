/** With more rows than this waiting for one receiver, the context refuses new commands. */
const MOST_ROWS = 100_000;

/**
 * The messages for one receiver that wait in the outbox table and not in memory. While there are any, new rows are not sent
 * from memory either, since they would overtake the older ones: the sweep reads all of them from the table.
 */
export class Backlog {
  private exists = false;
  /** New rows left to the sweep since a sweep last found fewer rows than it had room for. */
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
  /** When the oldest row was created, by performance.now(); Infinity when there is none. */
  get oldest(): number {
    return this.bornAt;
  }

  /** From now on rows wait in the table: the receiver is unreachable, or the memory for it is full. */
  begin(bornAt = performance.now()): void {
    this.exists = true;
    this.bornAt = Math.min(this.bornAt, bornAt, performance.now());
  }

  addRow(): void {
    this.rows++;
  }

  /**
   * @param isFull    the sweep filled all the room, so rows may be left; false: nothing waits in the table any more
   * @param youngest  creation time of the newest row taken, an estimate for the rows left; -Infinity: none was taken
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
