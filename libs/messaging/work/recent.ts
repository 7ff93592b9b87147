const MOST = 5_000;

/** The latest values by key, so many and no more: what was kept longest ago is forgotten first. */
export class Recent<Value> {
  private readonly values = new Map<string, Value>();

  get(key: string): Value | undefined {
    return this.values.get(key);
  }

  /** Gives the key that was forgotten for it, if one was. */
  keep(key: string, value: Value): string | undefined {
    this.values.delete(key); // the last one kept is the last to be forgotten
    this.values.set(key, value);
    if (this.values.size <= MOST) return undefined;
    const oldest = this.values.keys().next().value!;
    this.values.delete(oldest);
    return oldest;
  }

  delete(key: string): void {
    this.values.delete(key);
  }

  clear(): void {
    this.values.clear();
  }
}
