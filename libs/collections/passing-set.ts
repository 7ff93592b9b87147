import { PassingMap } from './passing-map.js';

/** A Set for what comes and goes, for the reason of PassingMap. */
export class PassingSet<Value> implements Iterable<Value> {
  private readonly values = new PassingMap<Value, Value>();

  get size(): number {
    return this.values.size;
  }

  add(value: Value): void {
    this.values.set(value, value);
  }

  delete(value: Value): void {
    this.values.delete(value);
  }

  [Symbol.iterator](): Iterator<Value> {
    return this.values.values()[Symbol.iterator]();
  }
}
