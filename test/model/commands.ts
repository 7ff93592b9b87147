import type { Order } from '#test/api';
import { Act } from './act.js';
import { expectStatus, type Run } from './run.js';
import { foretold, free, linesText, nameOf, type Shop, type Wanted } from './shop.js';

export class Buy extends Act {
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
    const bought = this.lines.map((line) => ({ ...line, back: 0, gone: 0 }));
    shop.orders.push({ lines: bought, total: answer.body.total.amount, refunded: 0, ending });
    run.orders.push(answer.body.id);
  }
}

/** Whatever the order is by then: what the answer promises is kept. */
export class Cancel extends Act {
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

export class Reprice extends Act {
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
export class Adjust extends Act {
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

/** Time passes for the stock of an order. Only the order releases it, and never while it is needed. */
export class Age extends Act {
  constructor(
    private readonly which: number,
    waits: boolean,
  ) {
    super(`the stock of order ${which + 1} is held for long`, waits, which + 1);
  }

  protected async act(_: Shop, run: Run): Promise<void> {
    await run.actors.eye.age(run.orders[this.which]!);
  }
}
