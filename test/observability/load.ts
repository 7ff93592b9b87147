import { setTimeout as pause } from 'node:timers/promises';
import { type Api, customer, operator, type Order, orderOf, stocked } from '#test/api';
import type { System } from '#test/cleave';

/** Between two visits of one client. */
const PAUSE_MS = 100;
const METHODS = ['pm_card_visa', 'pm_card_visa', 'pm_cleave_answerLost', 'pm_card_visa_chargeDeclined'];

/** Clients that do the same again and again, whatever they are answered. */
export class Load {
  private clients: Promise<void>[] = [];
  private isOver = false;

  constructor(
    readonly ada: Api,
    private readonly visit: (ada: Api, n: number) => Promise<unknown>,
  ) {}

  begin(clients: number): void {
    this.isOver = false;
    this.clients = Array.from({ length: clients }, (_, n) => this.client(n));
  }

  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.clients);
  }

  private async client(n: number): Promise<void> {
    for (; !this.isOver; n++) {
      await this.visit(this.ada, n).catch(() => undefined);
      await pause(PAUSE_MS);
    }
  }
}

/** Customers who order, look what becomes of it, and look at products. */
export async function shopping(system: System): Promise<Load> {
  const [ada, mug] = await Promise.all([customer(system), operator(system).then((staff) => stocked(staff, 900_000))]);
  return new Load(ada, async (_, n) => {
    const { body } = await ada.order<Partial<Order>>(orderOf(mug, 1, METHODS[n % METHODS.length]!));
    if (body.id) await ada.get(`/v1/orders/${body.id}`);
    await ada.get('/v1/products');
  });
}
