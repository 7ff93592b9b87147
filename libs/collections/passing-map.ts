/** Few enough that the hash table is still in the young generation then, many enough that copying the remaining entries costs nothing. */
const RENEWED_AFTER = 256;

/**
 * A Map for short-lived entries in a long-lived object: items, calls, listeners. V8 allocates a new hash table after a number of deletions,
 * and once a table is in the old generation, the next ones are allocated there, too. The abandoned tables keep their former entries alive
 * until the next major collection: of the entries of a Map with 64, four fifths were copied twice and became old. Here the Map itself
 * is replaced before its table becomes old, and none did.
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

  /** A running iteration may still return deleted entries, and not return new ones. */
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
