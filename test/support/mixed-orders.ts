import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Api, customer, operator, orderOf, type Order, type Product, stocked } from './api.js';
import type { System } from './cleave.js';
import type { Random } from './random.js';

const METHODS = ['pm_card_visa', 'pm_card_visa', 'pm_card_visa_chargeDeclined', 'pm_cleave_answerLost'];
const PLENTY = 900_000;
const SCARCE = 40;
const PAUSE_MS = 100;
/** As long as a process may need to be back, and more. */
const PATIENCE_MS = 60_000;
/** Cancels come from before the answer of the provider until after the end of the order. */
const LATEST_CANCEL_MS = 400;

/** Orders of all kinds, each followed to its end by a client that repeats under the same key what was not answered. */
export class MixedOrders {
  readonly ids: string[] = [];
  /** How many of each kind of answer there were: `cancelled 202`. */
  readonly answers = new Map<string, number>();
  /** Answers that no client should ever see. */
  readonly surprises: string[] = [];

  private constructor(
    private readonly buyer: Api,
    private readonly staff: Api,
    private readonly products: readonly Product[],
    private readonly random: Random,
  ) {}

  static async over(system: System, random: Random): Promise<MixedOrders> {
    const staff = await operator(system);
    const products = [await stocked(staff, PLENTY), await stocked(staff, SCARCE)];
    return new MixedOrders(await customer(system), staff, products, random);
  }

  /** Resolves when each of so many has its last answer. */
  async wave(orders: number): Promise<void> {
    await Promise.all(Array.from({ length: orders }, () => this.one()));
  }

  private async one(): Promise<void> {
    const { random } = this;
    const [plenty, scarce] = this.products as [Product, Product];
    const product = random.next() < 0.1 ? scarce : plenty;
    const order = orderOf(product, random.between(1, 3), random.oneOf(METHODS));
    const { body } = await this.until<Order>('placed', [202], (key) => this.buyer.order(order, key));
    if (!body.id) return;
    this.ids.push(body.id);
    const fate = random.next();
    if (fate < 0.4) await this.cancel(body.id);
    else if (fate < 0.7) await this.refund(body.id, product);
  }

  /** A piece, which goes back to the shelf or not, or an amount; of an order that is not confirmed, nothing. */
  private async refund(id: string, { id: productId, price }: Product): Promise<void> {
    if ((await this.untilFinal(id)) !== 'confirmed') return;
    const piece = { lines: [{ productId, quantity: 1, restock: this.random.next() < 0.5 }] };
    const wish =
      this.random.next() < 0.5 ? piece : { amount: { ...price, amount: this.random.between(1, price.amount) } };
    const body = { ...wish, reason: 'goodwill' };
    await this.until('refunded', [202], (key) => this.staff.post(`/v2/orders/${id}/refunds`, body, key));
  }

  private async untilFinal(id: string): Promise<Order['status']> {
    for (const limit = performance.now() + PATIENCE_MS; ;) {
      const answer = await this.buyer.get<Order>(`/v1/orders/${id}`).catch(() => undefined);
      if (answer?.status === 200 && answer.body.status !== 'pending') return answer.body.status;
      if (performance.now() > limit) throw new Error(`order ${id} is not final within ${PATIENCE_MS / 1_000} s`);
      await pause(PAUSE_MS);
    }
  }

  private async cancel(id: string): Promise<void> {
    await pause(this.random.between(0, LATEST_CANCEL_MS)); // the moment of the cancel, not a wait for something
    const path = `/v2/orders/${id}/cancellation`;
    await this.until('cancelled', [200, 202, 409], (key) => this.buyer.post(path, {}, key));
  }

  /** The answer, when it is one of these; a request without one, and one that finds somebody away, is repeated under its key. */
  private async until<Body>(
    what: string,
    right: readonly number[],
    ask: (key: Readonly<Record<string, string>>) => Promise<Answer<Body>>,
  ): Promise<Answer<Body>> {
    const key = { 'idempotency-key': randomUUID() };
    for (const limit = performance.now() + PATIENCE_MS; ;) {
      const answer = await ask(key).catch(() => undefined);
      if (answer && (answer.status !== 503 || performance.now() > limit)) {
        const told = `${what} ${answer.status}`;
        this.answers.set(told, (this.answers.get(told) ?? 0) + 1);
        if (!right.includes(answer.status)) this.surprises.push(`${told}: ${answer.text}`);
        return answer;
      }
      if (performance.now() > limit) throw new Error(`${what}: no answer within ${PATIENCE_MS / 1_000} s`);
      await pause(PAUSE_MS);
    }
  }
}
