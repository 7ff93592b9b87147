import type { OutboxKey } from './outbox-sql.js';

/** How long receipts are collected, so that one statement deletes the rows of several batches: it costs the same for one row or ten. */
const RIPE_MS = 20;

/** What the next transaction deletes, because its receipts have arrived: rows, and whole bundles by id. */
export interface Received {
  readonly rows: readonly OutboxKey[];
  readonly bundles: readonly string[];
}

/** Receipts whose rows the next transaction deletes. */
export class Receipts {
  private rows: OutboxKey[] = [];
  private bundles: string[] = [];
  private since = Infinity;

  add(key: OutboxKey): void {
    this.begin();
    this.rows.push(key);
  }

  /** The last receipt of a bundle has arrived. */
  addBundle(id: string): void {
    this.begin();
    this.bundles.push(id);
  }

  /** The transaction was rolled back: the next one deletes them. */
  giveBack({ rows, bundles }: Received): void {
    if (rows.length || bundles.length) this.since = -Infinity;
    this.rows.push(...rows);
    this.bundles.push(...bundles);
  }

  /** How long the first receipt has waited, in milliseconds; negative when there is none. */
  get waitedMs(): number {
    return performance.now() - this.since;
  }

  /** Empty while all of them are younger than the collection time. */
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
