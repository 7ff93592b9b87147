import type { Money } from '#test/api';
import { Act } from './act.js';
import { expectStatus, type Run } from './run.js';
import type { Bought, Shop } from './shop.js';

/** Gives a part of an order back, if there is as much left of it. */
abstract class Refund extends Act {
  constructor(
    private readonly which: number,
    what: string,
    waits: boolean,
  ) {
    super(`refund ${what} of order ${which + 1}`, waits, which + 1);
  }

  protected async act(shop: Shop, run: Run): Promise<void> {
    const order = shop.orders[this.which]!;
    const path = `/v2/orders/${run.orders[this.which]}/refunds`;
    const wish = { ...this.wish(order, run), reason: 'goodwill' };
    const answer = await run.actors.staff.post<{ amount: Money }>(path, wish);
    if (shop.isQuiet) expectStatus(answer, ...this.answers(order));
    else expectStatus(answer, 202, 409);
    if (answer.status !== 202) return;
    order.refunded += answer.body.amount.amount;
    order.ending = { status: 'confirmed', reason: null };
    this.note(order);
  }

  protected abstract wish(order: Bought, run: Run): object;
  /** Whether there is as much left, as far as can be foretold. */
  protected abstract fits(order: Bought): boolean;
  protected abstract note(order: Bought): void;

  /** Pieces that have cost nothing, or are worth nothing any more, are no refund unless they go back to the shelf. */
  private answers(order: Bought): readonly number[] {
    if (order.ending?.status !== 'confirmed' || !this.fits(order)) return [409];
    return order.refunded < order.total && this.isCertain ? [202] : [202, 409];
  }

  protected abstract readonly isCertain: boolean;
}

export class RefundLine extends Refund {
  protected readonly isCertain: boolean;

  constructor(
    which: number,
    private readonly line: number,
    private readonly quantity: number,
    private readonly restock: boolean,
    waits: boolean,
  ) {
    super(which, `${quantity} of line ${line + 1}${restock ? ', to the shelf,' : ''}`, waits);
    this.isCertain = restock;
  }

  protected wish(order: Bought, run: Run): object {
    const productId = run.products[this.lineOf(order).product];
    return { lines: [{ productId, quantity: this.quantity, restock: this.restock }] };
  }

  protected fits(order: Bought): boolean {
    const { quantity, back, gone } = this.lineOf(order);
    return this.quantity <= quantity - back - gone;
  }

  protected note(order: Bought): void {
    const line = this.lineOf(order);
    if (this.restock) line.back += this.quantity;
    else line.gone += this.quantity;
  }

  private lineOf({ lines }: Bought) {
    return lines[this.line % lines.length]!;
  }
}

export class RefundAmount extends Refund {
  protected readonly isCertain = true;

  constructor(
    which: number,
    private readonly amount: number,
    waits: boolean,
  ) {
    super(which, `the amount ${amount}`, waits);
  }

  protected wish(): object {
    return { amount: { amount: this.amount, currency: 'EUR' } };
  }

  protected fits({ total, refunded }: Bought): boolean {
    return this.amount <= total - refunded;
  }

  protected note(): void {
    // no goods
  }
}
