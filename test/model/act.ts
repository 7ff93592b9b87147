import type fc from 'fast-check';
import type { Run } from './run.js';
import type { Shop } from './shop.js';

/** One that does something, and mostly waits until nothing is under way any more; then every rule must hold. */
export abstract class Act implements fc.AsyncCommand<Shop, Run> {
  constructor(
    private readonly words: string,
    protected readonly waits: boolean,
    private readonly needs = 0,
  ) {}

  /** What is done to an order needs one. */
  check({ orders }: Readonly<Shop>): boolean {
    return orders.length >= this.needs;
  }

  async run(shop: Shop, run: Run): Promise<void> {
    await this.act(shop, run);
    if (!this.waits) shop.isQuiet = false;
    else await run.settle(shop);
  }

  toString(): string {
    return this.waits ? this.words : `${this.words}, and do not wait`;
  }

  protected abstract act(shop: Shop, run: Run): Promise<void>;
}
