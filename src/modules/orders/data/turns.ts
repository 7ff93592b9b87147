/** There was no turn in time. */
export class NoTurn extends Error {}

/** Lets a few work at once and a limited number of others wait, each for a limited time. The first come is the first served. */
export class Turns {
  private working = 0;
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly most: number,
    private readonly mostWaiting: number,
    private readonly waitMs: number,
  ) {}

  /** Rejects with NoTurn, or as the work does. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.working >= this.most) await this.turn();
    else this.working++;
    try {
      return await work();
    } finally {
      this.pass();
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.size >= this.mostWaiting) return Promise.reject(new NoTurn('too many are waiting'));
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.waiting.delete(go);
        reject(new NoTurn(`no turn within ${this.waitMs} ms`));
      }, this.waitMs);
      const go = (): void => (clearTimeout(late), resolve());
      this.waiting.add(go);
    });
  }

  /** To the next one, or to nobody. */
  private pass(): void {
    const [next] = this.waiting;
    if (!next) return void this.working--;
    this.waiting.delete(next);
    next();
  }
}
