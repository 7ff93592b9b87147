import type { ProjectionCopy } from '../../data/projection-copy.entity.js';
import { statement } from './statement.js';

/** How long a projector may feed a copy without saying so again. */
export const LEASE_S = 10;

/** A copy that the projector has something to do for, and where it stands; `position` is null before it was begun. */
export interface Standing extends Pick<ProjectionCopy, 'copy' | 'state' | 'shape'> {
  readonly position: string | null;
  /** The last id that the fill has written. */
  readonly filledTo: string | null;
  readonly isFilled: boolean;
  readonly holder: string | null;
  /** For so long the holder may go on; negative: it has not said so in time. */
  readonly heldForS: number | null;
}

/** Makes the first copy of a store that has none. */
export const ensureFirst = statement(
  'ensure first',
  `INSERT INTO projection_copy (projection, store, copy, state, shape, changed_at)
   SELECT $1, $2, 1, 'live', $3::integer, clock_timestamp()
   WHERE NOT EXISTS (SELECT FROM projection_copy WHERE projection = $1 AND store = $2) ON CONFLICT (projection, store, copy) DO NOTHING`,
);

export const standings = statement(
  'standings',
  `SELECT c.copy, c.state, c.shape, p.position::text AS position, p.filled_to AS "filledTo", p.filled_at IS NOT NULL AS "isFilled", p.holder,
     extract(epoch FROM p.held_until - clock_timestamp())::float8 AS "heldForS"
   FROM projection_copy c LEFT JOIN projection_progress p USING (projection, store, copy)
   WHERE projection = $1 AND store = $2 AND (state IN ('live', 'building') OR state = 'dropped' AND p.copy IS NOT NULL AND changed_at < clock_timestamp() - interval '5 s')
   ORDER BY state = 'building', copy`, // the copy that is searched comes first; who searches has forgotten one that was dropped by then
);

/** Begins a copy, or begins it again: events from now on are fed, everything before is filled from the streams. */
export const begin = statement(
  'begin copy',
  `INSERT INTO projection_progress AS p (projection, store, copy, position, begun_at, holder, held_until)
   VALUES ($1, $2, $3, pg_snapshot_xmin(pg_current_snapshot()), clock_timestamp(), $4, clock_timestamp() + interval '${LEASE_S} s')
   ON CONFLICT (projection, store, copy) DO UPDATE
     SET position = excluded.position, filled_to = NULL, filled = 0, begun_at = excluded.begun_at, filled_at = NULL,
       holder = excluded.holder, held_until = excluded.held_until
     WHERE p.holder = $4 OR p.held_until < clock_timestamp()
   RETURNING copy`,
);

/** No row: somebody else has it. */
export const claim = statement(
  'claim',
  `UPDATE projection_progress SET holder = $4, held_until = clock_timestamp() + interval '${LEASE_S} s'
   WHERE projection = $1 AND store = $2 AND copy = $3 AND (holder = $4 OR held_until < clock_timestamp()) RETURNING copy`,
);

/** Lets the next one begin at once. */
export const release = statement(
  'release',
  `UPDATE projection_progress SET held_until = '-infinity' WHERE projection = $1 AND store = $2 AND holder = $3`,
);

/** Only from the position that was read: who was overtaken must not set it back. */
export const advance = statement(
  'advance',
  `UPDATE projection_progress SET position = $5::xid8 WHERE projection = $1 AND store = $2 AND copy = $3 AND position = $4::xid8`,
);

export const advanceFill = statement(
  'advance fill',
  `UPDATE projection_progress SET filled_to = $5, filled = filled + $6::bigint, filled_at = CASE WHEN $7::boolean THEN clock_timestamp() END
   WHERE projection = $1 AND store = $2 AND copy = $3 AND filled_to IS NOT DISTINCT FROM $4 AND filled_at IS NULL`,
);

/** The next ids of the stream that begins documents. */
export const nextIds = statement(
  'next ids',
  `SELECT right(stream, 36) AS id FROM event WHERE stream > $1 AND stream < $2 AND version = 1 ORDER BY stream LIMIT $3::integer`,
);

export const forget = statement(
  'forget',
  `WITH renaming AS (DELETE FROM projection_renaming WHERE projection = $1 AND store = $2 AND copy = $3)
   DELETE FROM projection_progress WHERE projection = $1 AND store = $2 AND copy = $3`,
);
