const GENERATION = 2_000;

/**
 * The latest values by key: at least 2,000, at most twice as many. They are forgotten a generation at a time, so that keeping one
 * is a single write to a map: a list in the order of use took 4 % of Node.
 */
export class Recent<Value> {
  private young = new Map<string, Value>();
  private old = new Map<string, Value>();

  /** @param forgotten  told of each key that is forgotten for others */
  constructor(private readonly forgotten?: (key: string) => void) {}

  get(key: string): Value | undefined {
    return this.young.get(key) ?? this.old.get(key);
  }

  keep(key: string, value: Value): void {
    this.young.set(key, value);
    if (this.young.size === GENERATION) this.age();
  }

  delete(key: string): void {
    this.young.delete(key);
    this.old.delete(key);
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }

  private age(): void {
    const { young, old, forgotten } = this;
    if (forgotten) for (const key of old.keys()) if (!young.has(key)) forgotten(key);
    this.old = young;
    this.young = new Map();
  }
}
