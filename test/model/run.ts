import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Api, type Product, stocked } from '#test/api';
import type { Eye } from './eye.js';
import { violations } from './rules.js';
import { newShop, type Shop } from './shop.js';

const STOCK = [6, 3];
const PRICE = 250;
const PAUSE_MS = 3;
/** Nothing takes so long; what does hangs. */
const LIMIT_MS = 30_000;

/** Who a run of the model acts as. */
export interface Actors {
  readonly buyer: Api;
  readonly staff: Api;
  readonly eye: Eye;
}

/** One run of the model against the product, with products of its own. */
export class Run {
  readonly orders: string[] = [];

  private constructor(
    readonly actors: Actors,
    readonly products: readonly string[],
  ) {}

  static async begin(actors: Actors): Promise<{ model: Shop; real: Run }> {
    const price = { amount: PRICE, currency: 'EUR' };
    const products = await Promise.all(STOCK.map((stock) => stocked(actors.staff, stock, price)));
    const ids = products.map(({ id }) => id);
    return { model: newShop(STOCK, PRICE), real: new Run(actors, ids) };
  }

  product(n: number): Promise<Answer<Product & { readonly version: number }>> {
    return this.actors.buyer.get(`/v1/products/${this.products[n]}`);
  }

  /** Waits until nothing is under way, and throws when a rule is broken then. Races are decided by now: the model takes note. */
  async settle(shop: Shop): Promise<void> {
    const limit = performance.now() + LIMIT_MS;
    // Twice: a message may pass between two contexts while both are looked at, one after the other.
    for (let quiet = 0; quiet < 2;) {
      const left = await this.actors.eye.underWay(this);
      quiet = left ? 0 : quiet + 1;
      if (left && performance.now() > limit)
        throw new Error(`After ${LIMIT_MS / 1_000} s there is still this: ${left}`);
      if (left) await pause(PAUSE_MS);
    }
    const facts = await this.actors.eye.facts(this);
    const broken = violations(shop, this, facts);
    if (broken.length) throw new Error(`\n  ${broken.join('\n  ')}`);
    const found = new Map(facts.orders.map((order) => [order.id, order]));
    for (const [n, id] of this.orders.entries()) {
      const { status, reason } = found.get(id)!;
      shop.orders[n]!.ending = { status, reason };
    }
    shop.isQuiet = true;
  }
}

/** Throws when it is another status than one of these. */
export function expectStatus({ status, text }: Answer, ...statuses: readonly number[]): void {
  if (!statuses.includes(status)) throw new Error(`answered with ${status}: ${text}`);
}
