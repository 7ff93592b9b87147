/** Differences that are suspected or open, at most: further ones wait until some are closed. As many closed ones are kept. */
export const MOST_DIFFERENCES = 10_000;

/**
 * $1 to $5: ids, kinds, orders, and what each side says; $6: now, $7: when they are looked at again. Known ones that are not closed stay as
 * they are, and so do those that were closed since the pause between two looks began: their repair may still be under way.
 */
export const SUSPECT = `
  INSERT INTO difference (id, kind, order_id, ours, theirs, state, since, look_at)
  SELECT id, kind, order_id, ours, theirs, 'suspected', $6, $7
  FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[]) AS found (id, kind, order_id, ours, theirs)
  LIMIT greatest(0, ${MOST_DIFFERENCES} - (SELECT count(*) FROM difference WHERE state IN ('suspected', 'open')))
  ON CONFLICT (kind, order_id) DO UPDATE
  SET state = 'suspected', ours = EXCLUDED.ours, theirs = EXCLUDED.theirs, since = EXCLUDED.since, look_at = EXCLUDED.look_at,
      closed_at = NULL, closed_by = NULL, closed_why = NULL
  WHERE difference.state IN ('repaired', 'gone') AND difference.closed_at <= $6::timestamptz - ($7::timestamptz - $6::timestamptz)`;

/** $1: now, $2: when they are looked at again, $3: how many. */
export const DUE = `
  UPDATE difference SET look_at = $2
  WHERE id IN (
    SELECT id FROM difference WHERE state IN ('suspected', 'open') AND look_at <= $1
    ORDER BY look_at LIMIT $3 FOR UPDATE SKIP LOCKED)
  RETURNING id, kind, order_id AS "orderId"`;

/** $1 to $3: ids, and what each side says by now. */
export const SEEN_AGAIN = `
  UPDATE difference SET state = 'open', ours = seen.ours, theirs = seen.theirs
  FROM unnest($1::uuid[], $2::text[], $3::text[]) AS seen (id, ours, theirs)
  WHERE difference.id = seen.id AND state IN ('suspected', 'open')`;

/** $1: ids, $2: now. What was never shown leaves nothing behind. */
export const GONE = `
  WITH nothing AS (DELETE FROM difference WHERE id = ANY($1::uuid[]) AND state = 'suspected')
  UPDATE difference SET state = 'gone', closed_at = $2 WHERE id = ANY($1::uuid[]) AND state = 'open'`;

/** $1: now. */
export const FORGET = `
  DELETE FROM difference WHERE state IN ('repaired', 'gone') AND (closed_at < $1::timestamptz - interval '30 days' OR id IN (
    SELECT id FROM difference WHERE state IN ('repaired', 'gone') ORDER BY closed_at DESC OFFSET ${MOST_DIFFERENCES}))`;
