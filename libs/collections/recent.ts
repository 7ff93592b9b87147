/**
 * The values that were used lately, by key: never more than the limit, and of so many at least half. They are forgotten a
 * generation at a time: a list in the order of use took 4 % of Node.
 */
export class Recent<Key, Value> {
  private young = new Map<Key, Value>();
  private old = new Map<Key, Value>();

  /** @param forgotten  told of each key that is forgotten for others */
  constructor(
    private readonly limit: number,
    private readonly forgotten?: (key: Key) => void,
  ) {}

  get(key: Key): Value | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const aged = this.old.get(key);
    if (aged !== undefined) this.set(key, aged);
    return aged;
  }

  set(key: Key, value: Value): void {
    this.young.set(key, value);
    if (this.young.size >= this.limit / 2) this.age();
  }

  delete(key: Key): void {
    this.young.delete(key);
    this.old.delete(key);
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }

  get size(): number {
    return this.young.size + this.old.size;
  }

  private age(): void {
    const { young, old, forgotten } = this;
    if (forgotten) for (const key of old.keys()) if (!young.has(key)) forgotten(key);
    this.old = young;
    this.young = new Map();
  }
}
