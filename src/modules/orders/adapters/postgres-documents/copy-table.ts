import type { BoundStatement } from '#libs/database/wire';

const LARGEST = 2 ** 31 - 1;

/** The table of a copy. Names go into statements as text, so they are made of numbers alone. Throws RangeError for anything else. */
export function tableOf(copy: number): string {
  if (Number.isInteger(copy) && copy > 0 && copy <= LARGEST) return `order_document_${copy}`;
  throw new RangeError(`${String(copy)} is not the number of a copy`);
}

/**
 * Makes a copy's table; nothing happens where it is there. `put` writes the first four columns whatever the documents' form is, and
 * PostgreSQL computes the others, so that a copy takes documents of a newer form than its own.
 *
 * Texts are compared by their bytes (`"C"`): times in ISO 8601 then sort as they should, and twice as fast.
 */
export function createTable(copy: number): readonly BoundStatement[] {
  const table = tableOf(copy);
  const texts = [
    // without this, of two processes that make a table at once, one fails by a unique violation in the catalogue
    `SELECT pg_advisory_xact_lock(hashtextextended('${table}', 0))`,
    `CREATE TABLE IF NOT EXISTS ${table} (
       id uuid PRIMARY KEY, version bigint NOT NULL, doc jsonb NOT NULL, words tsvector NOT NULL,
       user_id uuid GENERATED ALWAYS AS ((doc #>> '{customer,id}')::uuid) STORED,
       placed_at text COLLATE "C" GENERATED ALWAYS AS (doc ->> 'placedAt') STORED,
       status text COLLATE "C" GENERATED ALWAYS AS (doc ->> 'status') STORED,
       reason text COLLATE "C" GENERATED ALWAYS AS (doc ->> 'reason') STORED,
       payment text COLLATE "C" GENERATED ALWAYS AS (doc ->> 'payment') STORED,
       amount bigint GENERATED ALWAYS AS ((doc #>> '{total,amount}')::bigint) STORED,
       currency text COLLATE "C" GENERATED ALWAYS AS (doc #>> '{total,currency}') STORED
     ) WITH (${STORAGE})`,
    ...Object.entries(INDEXES).map(
      ([name, definition]) => `CREATE INDEX IF NOT EXISTS ${table}_${name} ON ${table} ${definition}`,
    ),
  ];
  return texts.map((text, n) => ({ statement: { name: `${table} create ${n}`, text }, values: [] }));
}

/**
 * Each of them answers a question of `search-sql.ts` (plans.int.spec.ts). What almost all orders have in common is left out of an
 * index: it would find nothing faster, and cost every order.
 */
const INDEXES = {
  // All that is asked of orders of a time, whatever else they must be, and the totals: neither has to read the documents.
  placed: '(placed_at, id) INCLUDE (status, payment, currency, amount)',
  of_user: '(user_id, placed_at, id)',
  in_status: `(status, placed_at, id) WHERE status <> 'confirmed'`,
  for_reason: '(reason, placed_at, id) WHERE reason IS NOT NULL',
  words: 'USING gin (words)',
};

/**
 * An order is written once or twice, and the second time in another status, which is in indexes: no room is kept for updates in place.
 * Vacuum comes after a twentieth has been added, so that the totals are read from the index alone.
 */
const STORAGE = 'autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.1';
