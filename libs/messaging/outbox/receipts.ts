import type { OutboxKey } from './outbox-sql.js';

/** So long receipts wait for others, so that one statement deletes the rows of several batches: it costs the same with one row or ten. */
const RIPE_MS = 20;

/** What has been received, and goes with the next commit: rows of their own, and whole bundles by their ids. */
export interface Received {
  readonly rows: readonly OutboxKey[];
  readonly bundles: readonly string[];
}

/** Receipts that wait for the commit that deletes what they are about. */
export class Receipts {
  private rows: OutboxKey[] = [];
  private bundles: string[] = [];
  private since = Infinity;

  add(key: OutboxKey): void {
    this.begin();
    this.rows.push(key);
  }

  /** The last receipt of a bundle has come. */
  addBundle(id: string): void {
    this.begin();
    this.bundles.push(id);
  }

  /** After a commit that did not come: the next one takes them. */
  giveBack({ rows, bundles }: Received): void {
    if (rows.length || bundles.length) this.since = -Infinity;
    this.rows.push(...rows);
    this.bundles.push(...bundles);
  }

  /** How long the first of them has waited, in milliseconds; below 0 when there is none. */
  get waitedMs(): number {
    return performance.now() - this.since;
  }

  /** None while all are young. */
  takeRipe(): Received {
    return this.waitedMs >= RIPE_MS ? this.takeAll() : { rows: [], bundles: [] };
  }

  takeAll(): Received {
    const { rows, bundles } = this;
    this.rows = [];
    this.bundles = [];
    this.since = Infinity;
    return { rows, bundles };
  }

  has(id: string, receiver: string): boolean {
    return this.rows.some((key) => key.id === id && key.receiver === receiver);
  }

  private begin(): void {
    if (!this.rows.length && !this.bundles.length) this.since = performance.now();
  }
}
