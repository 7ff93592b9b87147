import { CONTEXTS } from './quiet.js';

/** The sums of one table over all its orders; equal `ids` mean that two tables contain the same orders. */
export interface Sum {
  readonly count: number;
  readonly ids: string;
  readonly amount: number;
  readonly units: number;
}

export interface Page {
  readonly says: string;
  /** Database name without the prefix. */
  readonly database: string;
  /** A query that returns a Sum. */
  readonly sql: string;
  /** The fields that must be equal to those of the orders. */
  readonly agreesIn: readonly (keyof Sum)[];
}

interface Columns {
  readonly id: string;
  readonly amount?: string;
  readonly units?: string;
}

const sum = (from: string, { id, amount = '0', units = '0' }: Columns): string => `
  SELECT count(*)::int AS count, coalesce(sum(hashtextextended(${id}::text, 0)::numeric), 0)::text AS ids,
         coalesce(sum(${amount}), 0)::float8 AS amount, coalesce(sum(${units}), 0)::float8 AS units
  FROM ${from}`;

const UNITS = `(SELECT sum((line->>'quantity')::int) FROM jsonb_array_elements(lines) line)`;

/** The orders in the database of their context, with which all other tables are compared. */
export const ORDERS = {
  database: 'orders',
  sql: sum(`order_view WHERE status = 'confirmed'`, { id: 'id', amount: 'total', units: UNITS }),
};

export const PAGES: readonly Page[] = [
  {
    says: 'committed reservations',
    database: 'inventory',
    sql: sum(`reservation WHERE state = 'committed'`, { id: 'order_id', units: UNITS }),
    agreesIn: ['count', 'ids', 'units'],
  },
  {
    says: 'stock that left the shelves',
    database: 'inventory',
    sql: sum('stock_item', { id: 'product_id', units: 'committed' }),
    agreesIn: ['units'],
  },
  {
    says: 'captured payments',
    database: 'payments',
    sql: sum(`payment WHERE status = 'captured'`, { id: 'order_id', amount: 'captured' }),
    agreesIn: ['count', 'ids', 'amount'],
  },
  {
    says: `charges in the provider's ledger`,
    database: 'provider',
    sql: sum(`ledger WHERE kind = 'charge' AND outcome = 'captured'`, { id: 'order_id', amount: 'amount' }),
    agreesIn: ['count', 'ids', 'amount'],
  },
  {
    says: 'confirmations written',
    database: 'notifications',
    sql: sum(`message WHERE kind = 'order-confirmed'`, { id: 'order_id' }),
    agreesIn: ['count', 'ids'],
  },
];

/** Queries that return a count, which must be zero when nothing is in progress. */
export const REMAINS: readonly Omit<Page, 'agreesIn'>[] = [
  {
    says: 'units still reserved',
    database: 'inventory',
    sql: 'SELECT sum(reserved)::int AS count FROM stock_item',
  },
  {
    says: 'refunds',
    database: 'provider',
    sql: `SELECT count(*)::int FROM ledger WHERE kind = 'refund'`,
  },
  ...CONTEXTS.map((context) => ({
    says: `messages left in the outbox, or dead, of ${context}`,
    database: context,
    sql: 'SELECT ((SELECT count(*) FROM outbox_message) + (SELECT count(*) FROM dead_letter))::int AS count',
  })),
];
