/** Lets a few tasks run at a time and a few more wait; whoever comes when the line is full is turned away at once. */
export class Bulkhead {
  private running = 0;
  private readonly line: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly inLine: number,
    private readonly full: () => Error,
  ) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await task();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.running < this.atOnce) {
      this.running++;
      return;
    }
    if (this.line.length >= this.inLine) throw this.full();
    await new Promise<void>((enter) => this.line.push(enter));
  }

  /** The place goes straight to the next in line: nobody who comes later slips in between. */
  private leave(): void {
    const next = this.line.shift();
    if (next) next();
    else this.running--;
  }
}
