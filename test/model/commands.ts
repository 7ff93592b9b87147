import fc from 'fast-check';
import type { Order } from '#test/api';
import { expectStatus, type Run } from './run.js';
import { DECLINED, foretold, free, linesText, nameOf, type Shop, type Wanted } from './shop.js';

type Command = fc.AsyncCommand<Shop, Run>;
const product = fc.nat({ max: 1 });
const METHODS = ['pm_card_visa', 'pm_card_visa', 'pm_card_visa', DECLINED, 'pm_cleave_answerLost'];

/** One that does something, and mostly waits until nothing is under way any more; then every rule must hold. */
abstract class Act implements Command {
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

class Buy extends Act {
  constructor(
    private readonly lines: readonly Wanted[],
    private readonly method: string,
    waits: boolean,
  ) {
    super(`buy ${linesText(lines)} by ${method}`, waits);
  }

  protected async act(shop: Shop, run: Run): Promise<void> {
    const isAlone = shop.isQuiet && this.waits;
    const ending = isAlone ? foretold(shop, this.lines, this.method) : undefined;
    const lines = this.lines.map((line) => ({ productId: run.products[line.product]!, quantity: line.quantity }));
    const answer = await run.actors.buyer.order<Order>({ lines, payment: { method: this.method } });
    expectStatus(answer, 202);
    shop.orders.push({ lines: this.lines, ending });
    run.orders.push(answer.body.id);
  }
}

/** Whatever the order is by then: what the answer promises is kept. */
class Cancel extends Act {
  constructor(
    private readonly which: number,
    waits: boolean,
  ) {
    super(`cancel order ${which + 1}`, waits, which + 1);
  }

  protected async act(shop: Shop, run: Run): Promise<void> {
    const order = shop.orders[this.which]!;
    const answer = await run.actors.buyer.post<Order>(`/v2/orders/${run.orders[this.which]}/cancellation`, {});
    expectStatus(answer, 200, 202, 409);
    if (answer.status !== 409) order.ending = { status: 'cancelled', reason: answer.body.reason ?? null };
    if (answer.status === 409) order.ending = { status: 'confirmed', reason: null };
  }
}

class Reprice extends Act {
  constructor(
    private readonly which: number,
    private readonly price: number,
    waits: boolean,
  ) {
    super(`the price of ${nameOf(which)} becomes ${price}`, waits);
  }

  protected async act({ shelves }: Shop, run: Run): Promise<void> {
    const seen = await run.product(this.which);
    const headers = { 'if-match': seen.headers.get('etag')!, 'content-type': 'application/json' };
    const body = JSON.stringify({ price: { amount: this.price, currency: 'EUR' } });
    const path = `/v1/products/${run.products[this.which]}`;
    const answer = await run.actors.staff.send<{ version: number }>(path, { method: 'PATCH', headers, body });
    expectStatus(answer, 200);
    const shelf = shelves[this.which]!;
    shelf.prices.set(answer.body.version, this.price);
    shelf.price = this.price;
  }
}

/** Receives stock, or writes it off. What is not there cannot be written off. */
class Adjust extends Act {
  constructor(
    private readonly which: number,
    private readonly delta: number,
    waits: boolean,
  ) {
    super(`${delta > 0 ? 'receive' : 'write off'} ${Math.abs(delta)} of ${nameOf(which)}`, waits);
  }

  protected async act(shop: Shop, run: Run): Promise<void> {
    const path = `/v1/products/${run.products[this.which]}/stock`;
    const answer = await run.actors.staff.post(path, { delta: this.delta, reason: 'the model' });
    const isRefused = shop.isQuiet && free(shop, this.which) + this.delta < 0;
    if (shop.isQuiet) expectStatus(answer, isRefused ? 409 : 200);
    else expectStatus(answer, 200, 409);
    if (answer.status !== 200) return;
    const shelf = shop.shelves[this.which]!;
    if (this.delta > 0) shelf.received += this.delta;
    else shelf.writtenOff -= this.delta;
  }
}

const waits = fc.nat({ max: 3 }).map((n) => n < 3);
const quantity = fc.integer({ min: 1, max: 4 });
const lines = fc.uniqueArray(fc.record({ product, quantity }), {
  selector: (line) => line.product,
  minLength: 1,
  maxLength: 2,
});
const buy = fc.tuple(lines, fc.constantFrom(...METHODS), waits).map((all) => new Buy(...all));
const cancel = fc.tuple(fc.nat({ max: 3 }), waits).map((all) => new Cancel(...all));
/** Nothing, or as much as a card can be charged with. */
const price = fc.oneof(fc.constant(0), fc.integer({ min: 50, max: 1_000 }));
const reprice = fc.tuple(product, price, waits).map((all) => new Reprice(...all));
const delta = fc.integer({ min: -3, max: 5 }).filter((n) => n !== 0);
const adjust = fc.tuple(product, delta, waits).map((all) => new Adjust(...all));

/** What is done to a shop, in any order; buying more often than the others, which need something that was bought. */
export const commands = fc.commands<Shop, Run, false>([buy, buy, buy, cancel, cancel, reprice, adjust], {
  maxCommands: 8,
});
