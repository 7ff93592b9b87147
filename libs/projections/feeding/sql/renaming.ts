import { statement } from './statement.js';

/** Names that have changed, which are written into documents together. */
export interface Renamings {
  readonly table: string;
  /** Keys of their rows, parted by commas. */
  readonly ids: string;
  /** The last document that was written again. */
  readonly after: string | null;
}

/** A subject that changes again begins again. */
export const addRenamings = statement(
  'add renamings',
  `INSERT INTO projection_renaming (projection, store, copy, subject_table, subject_id)
   SELECT $1, $2, $3::integer, $4, * FROM unnest($5::uuid[])
   ON CONFLICT (projection, store, copy, subject_table, subject_id) DO UPDATE SET after = NULL`,
);

/** A catalogue that is imported has a name for each product: one by one, a thousand kept the projector busy for half a minute. */
const MOST = 100;

/** Those that have begun come first, so that they end while others keep coming. */
export const nextRenamings = statement(
  'next renamings',
  `WITH of_copy AS (SELECT * FROM projection_renaming WHERE projection = $1 AND store = $2 AND copy = $3),
     first AS (SELECT subject_table, after FROM of_copy ORDER BY after DESC NULLS LAST LIMIT 1)
   SELECT subject_table AS "table", after, string_agg(subject_id::text, ',') AS ids FROM (
     SELECT subject_table, after, subject_id FROM of_copy
     WHERE subject_table = (SELECT subject_table FROM first) AND after IS NOT DISTINCT FROM (SELECT after FROM first) LIMIT ${MOST}
   ) GROUP BY 1, 2`,
);

/** Whoever was overtaken has read the names too early, and must not say that a page is done. */
const byHolder = (parameter: string) =>
  `EXISTS (SELECT FROM projection_progress WHERE projection = $1 AND store = $2 AND copy = $3 AND holder = ${parameter})`;
const AT = `projection = $1 AND store = $2 AND copy = $3 AND subject_table = $4 AND subject_id = ANY($5::uuid[]) AND after IS NOT DISTINCT FROM $6::uuid`;

export const advanceRenamings = statement(
  'advance renamings',
  `UPDATE projection_renaming SET after = $8::uuid WHERE ${AT} AND ${byHolder('$7')}`,
);

export const endRenamings = statement(
  'end renamings',
  `DELETE FROM projection_renaming WHERE ${AT} AND ${byHolder('$7')}`,
);
