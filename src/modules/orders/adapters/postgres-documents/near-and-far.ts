/** How many orders are looked at one by one before the index of words is asked. */
const NEAR = 2_000;

export interface Sought {
  readonly table: string;
  /** Columns that are returned, the id among them, and their unique order. An index has them in this order. */
  readonly by: { readonly columns: string; readonly order: string };
  readonly conditions: readonly string[];
  /** A tsquery of words that the orders must have; empty for any. */
  readonly words: string;
  readonly limit: string;
}

/**
 * SQL that finds the first orders with some words. Frequent words are in orders near by, and rare ones are found by the index of words,
 * which has no order. PostgreSQL estimates at least 0.5 % of all orders for each word that its statistics do not have, so it walked
 * through 400,000 orders for a word that is in none of them (0.8 s). Here it looks at the next 2,000, and when the page is not full then,
 * it has all orders with these words sorted; `MATERIALIZED` keeps it from doing so by a walk.
 */
export function nearAndFar({ table, by, conditions, words, limit }: Sought): string {
  const select = `SELECT ${by.columns} FROM ${table}`;
  const first = (most: string | number): string => `${select} ${where(conditions)} ORDER BY ${by.order} LIMIT ${most}`;
  if (!words) return first(limit);
  return `
    WITH near AS MATERIALIZED (
      SELECT * FROM (${first(NEAR)}) AS next
      WHERE (SELECT itself.words FROM ${table} AS itself WHERE itself.id = next.id) @@ ${words}
      ORDER BY ${by.order} LIMIT ${limit}
    ), far AS MATERIALIZED (
      ${select} ${where([...conditions, `words @@ ${words}`, `(SELECT count(*) FROM near) < ${limit}`])}
    )
    SELECT * FROM near UNION SELECT * FROM far ORDER BY ${by.order} LIMIT ${limit}`;
}

const where = (conditions: readonly string[]): string => (conditions.length ? `WHERE ${conditions.join(' AND ')}` : '');
