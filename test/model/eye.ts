import pg from 'pg';
import type { Facts, Letter } from '../support/checker/facts.js';
import type { Ids } from './rules.js';

const CONNECTIONS = 3;
const CONTEXTS = ['orders', 'inventory', 'payments', 'notifications'] as const;
/** So that the books of one run can be read without those of all others; the product itself never asks so. */
const INDEXES = [
  ['inventory', 'CREATE INDEX ON stock_movement (product_id)'],
  ['provider', 'CREATE INDEX ON ledger (order_id)'],
] as const;

/** Looks into the books of all contexts, and of the provider, at what concerns some products and orders. */
export class Eye {
  private constructor(private readonly pools: ReadonlyMap<string, pg.Pool>) {}

  /** @param databases  owner → URL by an administrator */
  static async open(databases: Readonly<Record<string, string>>): Promise<Eye> {
    const poolOf = (url: string) => new pg.Pool({ connectionString: url, max: CONNECTIONS });
    const eye = new Eye(new Map(Object.entries(databases).map(([owner, url]) => [owner, poolOf(url)])));
    for (const [owner, sql] of INDEXES) await eye.read(owner, sql);
    return eye;
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
  }

  /** What is still under way for these orders; undefined when nothing is. */
  async underWay({ orders }: Ids): Promise<string | undefined> {
    if (!orders.length) return undefined;
    const ids = listOf(orders);
    const pending = await this.read<{ id: string }>(
      'orders',
      `SELECT id FROM order_view WHERE id IN (${ids}) AND (status = 'pending' OR refunds @> '[{"status": "pending"}]')`,
    );
    if (pending.length) return `pending: ${pending.map(({ id }) => id).join(', ')}`;
    const unasked = await this.read<{ id: string }>(
      'inventory',
      `SELECT order_id AS id FROM reservation_watch WHERE order_id IN (${ids}) AND looked_at < now() - interval '1 hour'`,
    );
    if (unasked.length) return `not looked at: ${unasked.map(({ id }) => id).join(', ')}`;
    const letters = await this.letters(`SELECT type, key, last_error AS why FROM outbox_message WHERE key IN (${ids})`);
    return letters.length ? letters.map(({ type, key }) => `${type} ${key}`).join(', ') : undefined;
  }

  /** How orders have ended, all of them: `cancelled out-of-stock`, `confirmed refunded`. */
  async endings(): Promise<string[]> {
    const sql = `SELECT DISTINCT concat_ws(' ', status, reason, CASE WHEN refunds IS NOT NULL THEN 'refunded' END) AS ending
      FROM order_view`;
    return (await this.read<{ ending: string }>('orders', sql)).map(({ ending }) => ending);
  }

  /** Makes the reservation of the order one that is held for long, if it is held: the order is asked about it. */
  async age(order: string): Promise<void> {
    const long = `VALUES ('${order}', now() - interval '1 day')`;
    const sql = `INSERT INTO reservation_watch (order_id, looked_at) ${long} ON CONFLICT (order_id) DO UPDATE SET looked_at = excluded.looked_at`;
    await this.read('inventory', sql);
  }

  async facts({ products, orders }: Ids): Promise<Facts> {
    const [shelves, ids] = [listOf(products), listOf(orders)];
    const streams = orders.flatMap((id) => [`order-${id}`, `checkout-${id}`]);
    return {
      shelves: await this.read('inventory', SHELVES(shelves)),
      movements: await this.read('inventory', MOVEMENTS(shelves)),
      reservations: await this.read('inventory', RESERVATIONS(ids)),
      orders: await this.read('orders', ORDERS(ids)),
      histories: await this.read('orders', HISTORIES(listOf(orders.map((id) => `order-${id}`)))),
      stories: await this.read('orders', STORIES(listOf(streams))),
      names: new Map(),
      payments: await this.read('payments', PAYMENTS(ids)),
      provider: await this.read('provider', PROVIDER(ids)),
      mails: await this.read('notifications', MAILS(ids)),
      outbox: [], // see underWay
      deadLetters: await this.letters(`SELECT type, key, why FROM dead_letter WHERE key IN (${ids})`),
    };
  }

  private async read<R extends object>(owner: string, sql: string): Promise<R[]> {
    return (await this.pools.get(owner)!.query<R>(sql)).rows;
  }

  private async letters(sql: string): Promise<Letter[]> {
    const of = async (owner: string): Promise<Letter[]> =>
      (await this.read<Omit<Letter, 'owner'>>(owner, sql)).map((letter) => ({ owner, ...letter }));
    return (await Promise.all(CONTEXTS.map(of))).flat();
  }
}

/** Ids come from the product, and are those of rows: nothing in them has to be escaped. */
const listOf = (ids: readonly string[]): string => (ids.length ? ids.map((id) => `'${id}'`).join() : 'NULL');

const SHELVES = (ids: string) => `SELECT product_id AS "productId", on_hand::float8 AS "onHand", reserved::float8,
  committed::float8, received::float8, written_off::float8 AS "writtenOff" FROM stock_item WHERE product_id IN (${ids})`;
const MOVEMENTS = (ids: string) => `SELECT product_id AS "productId", sum(on_hand)::float8 AS "onHand",
  sum(reserved)::float8 AS reserved, sum(committed)::float8 AS committed FROM stock_movement WHERE product_id IN (${ids}) GROUP BY 1`;
const RESERVATIONS = (ids: string) =>
  `SELECT order_id AS "orderId", state, lines, returned FROM reservation WHERE order_id IN (${ids})`;
const ORDERS = (ids: string) => `SELECT id, user_id AS "userId", status, reason, lines, total::float8, currency, refunds
  FROM order_view WHERE id IN (${ids})`;
const HISTORIES = (streams: string) => `SELECT substr(stream, 7) AS "orderId", array_agg(type ORDER BY version) AS types
  FROM event WHERE stream IN (${streams}) GROUP BY 1`;
const STORIES = (streams: string) => `SELECT right(stream, 36) AS "orderId",
    coalesce(json_agg(told ORDER BY version) FILTER (WHERE stream LIKE 'order-%'), '[]') AS events,
    coalesce(json_agg(told ORDER BY version) FILTER (WHERE stream LIKE 'checkout-%'), '[]') AS journal
  FROM event, json_build_object('type', type, 'at', (extract(epoch FROM at) * 1000)::bigint, 'data', data::json) AS told
  WHERE stream IN (${streams}) GROUP BY 1`;
const PAYMENTS = (
  ids: string,
) => `SELECT order_id AS "orderId", status, amount::float8, captured::float8, refunded::float8
  FROM payment WHERE order_id IN (${ids})`;
const PROVIDER = (ids: string) =>
  `SELECT order_id AS "orderId", outcome, amount::float8, currency FROM ledger WHERE order_id IN (${ids})`;
const MAILS = (ids: string) => `SELECT order_id AS "orderId", kind, status FROM message WHERE order_id IN (${ids})`;
