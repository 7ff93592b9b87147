import type pg from 'pg';
import { adminSession } from '#libs/database';
import { customer, operator, orderOf, stocked } from './api.js';
import { type Books, openBooks } from './books.js';
import type { Cleave } from './cleave.js';
import { underWay } from './checker/rest-rules.js';
import { waitFor } from './wait-for.js';

/** What one order costs the database of one context. */
export interface Cost {
  readonly context: string;
  readonly transactions: number;
  /** Within them; without BEGIN and COMMIT, and without the deletes of receipts, which go along with whatever comes next. */
  readonly statements: number;
  /** Rows born in the outbox: messages, timers and effects. */
  readonly messages: number;
  readonly inserted: number;
  readonly updated: number;
  readonly deleted: number;
}

type Rows = Pick<Cost, 'messages' | 'inserted' | 'updated' | 'deleted'>;
type Statements = Pick<Cost, 'transactions' | 'statements'>;

/** Who takes part in an order; users do not: a token is verified without them. */
const OWNERS = ['orders', 'inventory', 'payments', 'provider', 'notifications'] as const;
const ORDERS = 5;

/** Places orders one after the other and counts what each made the databases do. */
export async function orderCosts(cleave: Cleave, admin: string): Promise<Cost[]> {
  const books = await openBooks(cleave.databases);
  try {
    const [buyer, mug] = await Promise.all([customer(cleave), stocked(await operator(cleave), 100)]);
    const place = async (): Promise<void> => {
      const { text, body } = await buyer.orderAndWait(orderOf(mug, 1));
      if (body.status !== 'confirmed') throw new Error(`the order is not confirmed: ${text}`);
      await waitFor(() => underWay(books));
    };
    await place();
    await cleave.stop(); // backends tell of their rows when they end
    const before = await rowsOf(books);
    await cleave.run();
    await place(); // whatever a first order does more is not an order's cost
    const statements = await adminSession(admin, (client) => leastOf(client, cleave, place));
    await cleave.stop();
    const after = await rowsOf(books);
    return OWNERS.map((context) => ({
      context,
      ...statements[context]!,
      ...perOrder(before[context]!, after[context]!),
    }));
  } finally {
    await books.close();
  }
}

/** Sweeps and polls come when they come: what an order needs is what the least of some orders needed. */
async function leastOf(
  client: pg.Client,
  cleave: Cleave,
  place: () => Promise<void>,
): Promise<Record<string, Statements>> {
  const counts: Record<string, Statements>[] = [];
  while (counts.length < ORDERS) {
    await client.query('SELECT pg_stat_statements_reset()');
    await place();
    counts.push(await statementsOf(client, cleave));
  }
  const least = (owner: string, key: keyof Statements): number =>
    Math.min(...counts.map((count) => count[owner]![key]));
  return Object.fromEntries(
    OWNERS.map((owner) => [
      owner,
      { transactions: least(owner, 'transactions'), statements: least(owner, 'statements') },
    ]),
  );
}

/**
 * The read side is fed once a second, however many orders there are, so what it does is no order's (docs/performance.md). These are its
 * tables, and the questions that it alone asks of the others.
 */
const READ_SIDE = `'projection_|order_document_|product_name|customer_name|pg_snapshot_xmin|FROM event AS e WHERE|FROM event WHERE stream >'`;

/** A batch claims its messages in the inbox, once; the provider has no inbox, there each statement is a transaction. */
const STATEMENTS = `
  SELECT coalesce(sum(calls), 0)::int AS statements,
         coalesce(sum(calls) FILTER (WHERE query LIKE '%INSERT INTO inbox%' OR query LIKE '%INTO ledger%'), 0)::int AS transactions
  FROM pg_stat_statements JOIN pg_database ON pg_database.oid = dbid
  WHERE datname = $1 AND userid = datdba AND query NOT LIKE 'DELETE FROM outbox%' AND query !~ '^(BEGIN|COMMIT|ROLLBACK)'
    AND query !~ ${READ_SIDE}`;

async function statementsOf(client: pg.Client, cleave: Cleave): Promise<Record<string, Statements>> {
  const found: Record<string, Statements> = {};
  for (const owner of OWNERS) {
    const database = new URL(cleave.databases[owner]!).pathname.slice(1);
    found[owner] = (await client.query<Statements>(STATEMENTS, [database])).rows[0]!;
  }
  return found;
}

const ROWS = `
  SELECT coalesce(sum(n_tup_ins), 0)::int AS inserted, coalesce(sum(n_tup_upd), 0)::int AS updated,
         coalesce(sum(n_tup_del), 0)::int AS deleted,
         coalesce(sum(n_tup_ins) FILTER (WHERE relname = 'outbox'), 0)::int AS messages
  FROM pg_stat_user_tables WHERE relname !~ ${READ_SIDE}`;

async function rowsOf(books: Books): Promise<Record<string, Rows>> {
  const found = OWNERS.map(async (owner) => [owner, (await books.read<Rows>(owner, ROWS))[0]!] as const);
  return Object.fromEntries(await Promise.all(found));
}

function perOrder(before: Rows, after: Rows): Rows {
  const one = (key: keyof Rows): number => (after[key] - before[key]) / (ORDERS + 1);
  return { messages: one('messages'), inserted: one('inserted'), updated: one('updated'), deleted: one('deleted') };
}
