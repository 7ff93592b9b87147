import type { OutboxKey } from './outbox-sql.js';

/** So long receipts wait for others, so that one statement deletes the rows of several batches: it costs the same with one row or ten. */
const RIPE_MS = 20;

/** Receipts that wait for the commit that deletes their rows. */
export class Receipts {
  private keys: OutboxKey[] = [];
  private since = Infinity;

  add(key: OutboxKey): void {
    if (!this.keys.length) this.since = performance.now();
    this.keys.push(key);
  }

  /** After a commit that did not come: the next one takes them. */
  giveBack(keys: readonly OutboxKey[]): void {
    if (keys.length) this.since = -Infinity;
    this.keys.push(...keys);
  }

  /** How long the first of them has waited, in milliseconds; below 0 when there is none. */
  get waitedMs(): number {
    return performance.now() - this.since;
  }

  /** None while all are young. */
  takeRipe(): readonly OutboxKey[] {
    return this.waitedMs >= RIPE_MS ? this.takeAll() : [];
  }

  takeAll(): readonly OutboxKey[] {
    const taken = this.keys;
    this.keys = [];
    this.since = Infinity;
    return taken;
  }

  has(id: string, receiver: string): boolean {
    return this.keys.some((key) => key.id === id && key.receiver === receiver);
  }
}
