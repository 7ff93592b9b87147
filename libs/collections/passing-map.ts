/** Few enough that a table has not grown old by then, under load; many enough that copying what is left costs nothing. */
const RENEWED_AFTER = 256;

/**
 * A Map for what comes and goes, in an object that stays: items, calls, listeners. V8 makes a new table after so many deletions,
 * and once one has grown old it makes the next ones old, too. Each of them, garbage now, keeps what it held alive until the next
 * major collection: of what passed through a Map of 64 entries, four fifths were copied twice to become old. Here the Map itself is
 * renewed before its table grows old, and nothing was.
 */
export class PassingMap<Key, Value> {
  private entries = new Map<Key, Value>();
  private deleted = 0;

  get size(): number {
    return this.entries.size;
  }

  get(key: Key): Value | undefined {
    return this.entries.get(key);
  }

  set(key: Key, value: Value): void {
    this.entries.set(key, value);
  }

  /** An iteration under way may go on over entries that are gone, without those that come. */
  delete(key: Key): void {
    if (!this.entries.delete(key)) return;
    if (++this.deleted < Math.max(RENEWED_AFTER, this.entries.size)) return;
    this.entries = new Map(this.entries);
    this.deleted = 0;
  }

  keys(): MapIterator<Key> {
    return this.entries.keys();
  }

  values(): MapIterator<Value> {
    return this.entries.values();
  }
}
