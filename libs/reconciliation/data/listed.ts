import type { DataSource } from 'typeorm';
import type { DifferenceRow, DifferenceState } from './difference.entity.js';

export interface DifferenceFilter {
  readonly state: Exclude<DifferenceState, 'suspected'>;
  readonly kind?: string;
  /** Those that were first seen then or earlier. */
  readonly until: Date;
  readonly after?: { readonly since: string; readonly id: string };
}

const COLUMNS = `id, kind, order_id AS "orderId", ours, theirs, state, since, look_at AS "lookAt", closed_at AS "closedAt",
  closed_by AS "closedBy", closed_why AS "closedWhy"`;
const LIST = `
  SELECT ${COLUMNS} FROM difference
  WHERE state = $1 AND ($2::text IS NULL OR kind = $2) AND since <= $3 AND (since, id) > ($4::timestamptz, $5::uuid)
  ORDER BY since, id LIMIT $6`;
const FIRST = { since: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/** Those that were seen first before the others. */
export const listDifferences = (db: DataSource, filter: DifferenceFilter, most: number): Promise<DifferenceRow[]> => {
  const { state, kind = null, until, after = FIRST } = filter;
  return db.query(LIST, [state, kind, until, after.since, after.id, most]);
};

/** One that is shown, or was. */
export async function findDifference(db: DataSource, id: string): Promise<DifferenceRow | undefined> {
  const sql = `SELECT ${COLUMNS} FROM difference WHERE id = $1 AND state <> 'suspected'`;
  const [row] = await db.query<DifferenceRow[]>(sql, [id]);
  return row;
}
