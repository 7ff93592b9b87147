import type { DataSource } from 'typeorm';
import { TooSlow } from '../../ports/order-documents.js';
import type { Question } from './search-sql.js';

/** PostgreSQL's code for a statement that it has ended, here because of the limit. */
const ENDED = '57014';
/** Without statistics of a new copy PostgreSQL would read all of it, and compiling takes longer than any search. */
export const limits = (withinMs: number): Question => ({
  text: `SELECT set_config('statement_timeout', $1, true), set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`,
  values: [String(withinMs)],
});

/** Asks in a transaction of its own, in which PostgreSQL ends what takes longer than `withinMs`. Rejects with TooSlow then. */
export async function limitedQuery<R>(
  source: DataSource,
  { text, values }: Question,
  withinMs: number,
): Promise<readonly R[]> {
  try {
    return await source.transaction(async (db) => {
      const limited = limits(withinMs);
      await db.query(limited.text, [...limited.values]);
      return db.query<R[]>(text, [...values]);
    });
  } catch (error) {
    if ((error as { code?: unknown }).code !== ENDED) throw error;
    throw new TooSlow(`PostgreSQL did not answer within ${withinMs} ms`, { cause: error });
  }
}
