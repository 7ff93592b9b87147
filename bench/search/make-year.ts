import pg from 'pg';
import { BATCH, CAST, YEAR } from './year-sql.js';

/** Writes so many orders into the database of orders. */
export async function makeYear(
  url: string,
  orders: number,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench-year' });
  await client.connect();
  try {
    await client.query('SET synchronous_commit = off');
    await client.query(CAST);
    for (let from = 0; from < orders; from += BATCH) {
      signal.throwIfAborted();
      await client.query('BEGIN');
      for (const [n, sql] of YEAR.entries()) await client.query(n ? sql : withNumbers(sql, from, orders));
      await client.query('COMMIT');
      if (from % 100_000 === 0) say(`${(from + Math.min(BATCH, orders)).toLocaleString('en')} orders made`);
    }
    await client.query('VACUUM ANALYZE event, order_view');
  } finally {
    await client.end();
  }
}

/** A statement that makes a table takes no parameters. */
const withNumbers = (sql: string, from: number, orders: number): string =>
  sql.replaceAll('$1::int', `${from}`).replaceAll('$2::int', `${orders}`).replaceAll('$2::float8', `${orders}::float8`);
