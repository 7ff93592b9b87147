import { Api, customer, operator, type NewOrder, type Product } from './api.js';
import type { System } from './cleave.js';
import { Random } from './random.js';

const SEED = 1_407;
const ORDERS = 48;
const CUSTOMERS = ['ada', 'bob', 'cleo', 'dan'];
/** Of each more than all orders together can want, but of the last: nobody ever gets any. */
const SHELVES = { mug: 500, tea: 500, lamp: 500, unicorn: 1 };
type Sku = keyof typeof SHELVES;
const PLENTY: readonly Sku[] = ['mug', 'tea', 'lamp'];

const KINDS = ['one line', 'two lines', 'declined', 'out of stock', 'answer lost', 'repeated'] as const;

/** An order as its client thinks of it. */
export interface Wish {
  /** Its Idempotency-Key, too. */
  readonly number: string;
  readonly buyer: string;
  readonly lines: readonly { readonly sku: Sku; readonly quantity: number }[];
  readonly method: string;
  /** How often it is asked for at once. */
  readonly copies: number;
  readonly ending: string;
}

/** The same for the same seed: every kind of order, none of which depends on when another one is served. */
export function wishes(seed = SEED): readonly Wish[] {
  const random = new Random(seed);
  return Array.from({ length: ORDERS }, (_, n) => wish(random, n));
}

function wish(random: Random, n: number): Wish {
  const kind = KINDS[n % KINDS.length]!;
  const first = random.oneOf(PLENTY);
  const other = random.oneOf(PLENTY.filter((sku) => sku !== first));
  const quantities = [random.between(1, 5), random.between(2, 5)] as const;
  const second = { 'two lines': other, 'out of stock': 'unicorn' as const }[kind as string];
  return {
    number: `order-${String(n + 1).padStart(2, '0')}`,
    buyer: random.oneOf(CUSTOMERS),
    lines: [first, ...(second ? [second] : [])].map((sku, i) => ({ sku, quantity: quantities[i]! })),
    method:
      { declined: 'pm_card_visa_chargeDeclined', 'answer lost': 'pm_cleave_answerLost' }[kind as string] ??
      'pm_card_visa',
    copies: kind === 'repeated' ? 3 : 1,
    ending:
      { declined: 'cancelled payment-declined', 'out of stock': 'cancelled out-of-stock' }[kind as string] ??
      'confirmed',
  };
}

/** What became of a wish: the answers to all its copies, the later one included. */
export interface WishOutcome {
  readonly wish: Wish;
  readonly ids: readonly string[];
  readonly endings: readonly string[];
}

/** Plays the whole workload on an empty system; the customers at the same time, each with one order after the other. */
export async function play(system: System, all = wishes()): Promise<readonly WishOutcome[]> {
  const staff = await operator(system);
  const products = new Map<Sku, Product>();
  for (const [sku, stock] of Object.entries(SHELVES) as [Sku, number][])
    products.set(sku, await shelve(staff, sku, stock));
  const outcomes = CUSTOMERS.map(async (name) => {
    const api = await customer(system, `${name}@example.org`);
    const own: WishOutcome[] = [];
    for (const one of all.filter(({ buyer }) => buyer === name)) own.push(await place(api, one, products));
    return own;
  });
  return (await Promise.all(outcomes)).flat();
}

async function place(api: Api, one: Wish, products: ReadonlyMap<Sku, Product>): Promise<WishOutcome> {
  const lines = one.lines.map(({ sku, quantity }) => ({ productId: products.get(sku)!.id, quantity }));
  const order: NewOrder = { lines, payment: { method: one.method } };
  const ask = () => api.orderAndWait(order, { 'idempotency-key': one.number });
  const answers = await Promise.all(Array.from({ length: one.copies }, ask));
  if (one.copies > 1) answers.push(await ask());
  return {
    wish: one,
    ids: answers.map(({ body }) => body.id),
    endings: answers.map(({ status, body }) =>
      status === 200 ? [body.status, body.reason ?? ''].join(' ').trim() : `${status}`,
    ),
  };
}

/** Comes in two deliveries, and one breaks of it. */
async function shelve(staff: Api, sku: Sku, stock: number): Promise<Product> {
  const price = { amount: 250 + sku.length * 100, currency: 'EUR' };
  const added = await staff.post<Product>('/v1/products', { sku, name: sku, price });
  if (added.status !== 201) throw new Error(`no ${sku}: ${added.text}`);
  const changes = [
    { delta: stock, reason: 'delivery' },
    { delta: 1, reason: 'a second delivery' },
    { delta: -1, reason: 'broken' },
  ];
  for (const change of changes) {
    const answer = await staff.post(`/v1/products/${added.body.id}/stock`, change);
    if (answer.status !== 200) throw new Error(`no stock of ${sku}: ${answer.text}`);
  }
  return added.body;
}
