import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  Api,
  customer,
  emailOf,
  type NewOrder,
  operator,
  type Order,
  type Page,
  type Problem,
  type Product,
  signedIn,
  stocked,
} from './api.js';
import type { System } from './cleave.js';
import type { Random } from './random.js';
import { waitFor } from './wait-for.js';

const USERS = 5;
const METHODS = ['pm_card_visa', 'pm_card_visa', 'pm_card_visa', 'pm_card_visa_chargeDeclined', 'pm_cleave_answerLost'];

/** From when to when a client waited, by performance.now(). */
export interface Waited {
  readonly begunAt: number;
  readonly endedAt: number;
}
/** An order that was answered with 2xx. */
export interface Accepted extends Waited {
  readonly id: string;
  readonly asked: NewOrder;
}
/** A request that has to be repeated: its connection broke, or it was answered that somebody is away. */
export interface Failure extends Waited {
  /** `unanswered`, or status and code. */
  readonly what: string;
}

interface User {
  readonly email: string;
  api: Api;
}

/** That somebody behind the door is away. */
const AWAY = 503;
const PAUSE_MS = 100;

/**
 * Many clients, each with one order in flight at any time. As good clients do, they repeat a request that was not
 * answered, under its key, until it is.
 */
export class Storm {
  readonly accepted: Accepted[] = [];
  /** What no client should ever see. */
  readonly surprises: string[] = [];
  readonly failures: Failure[] = [];
  private isOver = false;
  private clients: Promise<void>[] = [];

  private constructor(
    private readonly system: System,
    private readonly users: User[],
    private readonly products: readonly Product[],
    private readonly random: Random,
    private readonly mayBeAway: boolean,
  ) {}

  /**
   * Two products of which there is enough, and one that is sold out soon.
   * @param mayBeAway  the contexts have processes of their own: that one is away is an answer, and is repeated, too
   */
  static async over(system: System, random: Random, mayBeAway = false): Promise<Storm> {
    const staff = await operator(system);
    const users = await Promise.all(
      Array.from({ length: USERS }, async () => {
        const email = emailOf('ada');
        return { email, api: await customer(system, email) };
      }),
    );
    const products = await Promise.all([stocked(staff, 900_000), stocked(staff, 900_000), stocked(staff, 20)]);
    return new Storm(system, users, products, random, mayBeAway);
  }

  begin(clients: number): void {
    this.clients = Array.from({ length: clients }, (_, n) => this.client(this.users[n % USERS]!));
  }

  /** As people do whose access tokens end. */
  async signInAgain(): Promise<void> {
    for (const user of this.users) user.api = await signedIn(this.system, user.email);
  }

  /** No new orders; resolves when every client has got the answer to its last one. */
  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.clients);
  }

  /** Every order that the clients' accounts have, as they themselves see it. */
  async orders(): Promise<ReadonlyMap<string, Order>> {
    const all = new Map<string, Order>();
    for (const user of this.users)
      for (let path: string | undefined = '/v1/orders?limit=100'; path;) {
        const page: Page<Order> = (await user.api.get<Page<Order>>(path)).body;
        for (const order of page.data) all.set(order.id, order);
        path = page.page.next ? `/v1/orders?limit=100&cursor=${page.page.next}` : undefined;
      }
    return all;
  }

  /** How long after that moment the first order that was asked for later was answered, in milliseconds; undefined: never. */
  servedAfter(moment: number): number | undefined {
    const later = this.accepted.filter(({ begunAt }) => begunAt >= moment).map(({ endedAt }) => endedAt - moment);
    return later.length ? Math.min(...later) : undefined;
  }

  /** The longest that an order took, of those that were under way at that moment or asked for later; in milliseconds. */
  slowestSince(moment: number): number {
    const waits = this.accepted
      .filter(({ endedAt }) => endedAt >= moment)
      .map(({ begunAt, endedAt }) => endedAt - begunAt);
    return Math.max(0, ...waits);
  }

  private async client(user: User): Promise<void> {
    while (!this.isOver) await this.place(user, this.newOrder());
  }

  private async place(user: User, asked: NewOrder): Promise<void> {
    const headers = { 'idempotency-key': randomUUID(), prefer: 'wait=10' };
    for (;;) {
      const begunAt = performance.now();
      const answer = await user.api.order<Order & Pick<Problem, 'code'>>(asked, headers).catch(() => undefined);
      const waited = { begunAt, endedAt: performance.now() };
      if (answer && answer.status < 300) return void this.accepted.push({ id: answer.body.id, asked, ...waited });
      const isAway = answer && this.mayBeAway && answer.status === AWAY;
      if (answer && !isAway) return void this.surprises.push(`${answer.status} ${answer.text}`);
      this.failures.push({ what: answer ? `${answer.status} ${answer.body.code}` : 'unanswered', ...waited });
      if (answer) await pause(PAUSE_MS);
      else await this.ready();
    }
  }

  private newOrder(): NewOrder {
    const [mug, tea, scarce] = this.products as [Product, Product, Product];
    const wanted = this.random.oneOf([[mug], [mug, tea], [tea, mug], [tea], [mug, scarce]]);
    const lines = wanted.map(({ id }) => ({ productId: id, quantity: this.random.between(1, 3) }));
    return { lines, payment: { method: this.random.oneOf(METHODS) } };
  }

  private ready(): Promise<void> {
    const ready = async (): Promise<string | undefined> => {
      const { status } = await new Api(this.system.url).get('/readyz');
      return status === 200 ? undefined : `/readyz says ${status}`;
    };
    return waitFor(ready);
  }
}

/** How an order may end that nobody else disturbed: what is wrong with the way it did. */
export function wrongEnding({ asked }: Accepted, order: Order | undefined): string | undefined {
  if (!order) return 'it was accepted and is not there';
  const declined = asked.payment?.method === 'pm_card_visa_chargeDeclined';
  const allowed = [declined ? 'cancelled payment-declined' : 'confirmed', 'cancelled out-of-stock'];
  const ending = [order.status, order.reason ?? ''].join(' ').trim();
  return allowed.includes(ending) ? undefined : `${asked.payment?.method} ended as ${ending}`;
}
