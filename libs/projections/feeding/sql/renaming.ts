import { statement } from './statement.js';

export interface Renaming {
  readonly table: string;
  readonly id: string;
  /** The last document that was written again. */
  readonly after: string | null;
}

/** A subject that changes again begins again. */
export const addRenamings = statement(
  'add renamings',
  `INSERT INTO projection_renaming (projection, store, copy, subject_table, subject_id)
   SELECT $1, $2, $3::integer, * FROM unnest($4::text[], $5::uuid[])
   ON CONFLICT (projection, store, copy, subject_table, subject_id) DO UPDATE SET after = NULL`,
);

export const nextRenaming = statement(
  'next renaming',
  `SELECT subject_table AS "table", subject_id AS id, after FROM projection_renaming WHERE projection = $1 AND store = $2 AND copy = $3 LIMIT 1`,
);

/** Whoever was overtaken has read the names too early, and must not say that a page is done. */
const byHolder = (parameter: string) =>
  `EXISTS (SELECT FROM projection_progress WHERE projection = $1 AND store = $2 AND copy = $3 AND holder = ${parameter})`;
const AT = `projection = $1 AND store = $2 AND copy = $3 AND subject_table = $4 AND subject_id = $5::uuid AND after IS NOT DISTINCT FROM $6::uuid`;

export const advanceRenaming = statement(
  'advance renaming',
  `UPDATE projection_renaming SET after = $8::uuid WHERE ${AT} AND ${byHolder('$7')}`,
);

export const endRenaming = statement(
  'end renaming',
  `DELETE FROM projection_renaming WHERE ${AT} AND ${byHolder('$7')}`,
);
