import { PassingMap } from './passing-map.js';

/** A Set for short-lived entries; see PassingMap. */
export class PassingSet<Value> implements Iterable<Value> {
  private readonly entries = new PassingMap<Value, Value>();

  get size(): number {
    return this.entries.size;
  }

  add(value: Value): void {
    this.entries.set(value, value);
  }

  delete(value: Value): void {
    this.entries.delete(value);
  }

  [Symbol.iterator](): MapIterator<Value> {
    return this.entries.values();
  }
}
