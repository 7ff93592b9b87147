import type { DataSource } from 'typeorm';
import type { CopyState } from '../data/projection-copy.entity.js';

/** What was decided about a copy, and how far it is fed. */
export interface Standing {
  readonly store: string;
  readonly copy: number;
  readonly state: CopyState;
  readonly shape: number;
  readonly changedAt: Date;
  /** Documents that its first fill has written. */
  readonly filled: number;
  /** When its fill began and ended; null: not yet. */
  readonly begunAt: Date | null;
  readonly filledAt: Date | null;
  /** Age of the oldest event that it does not have, 0 when there is none; null: nobody has begun to feed it. */
  readonly lagSeconds: number | null;
  /** Who feeds it at the moment. */
  readonly holder: string | null;
}

/** As many as are shown. Operators may have a few copies of each store; the rest waits to be removed. */
export const MOST_STANDINGS = 50;

// Dropped copies are told as long as their documents are there, which is as long as they have a row of progress.
const STANDINGS = `
  SELECT c.store, c.copy, c.state, c.shape, c.changed_at AS "changedAt", coalesce(p.filled, 0)::float8 AS filled,
    p.begun_at AS "begunAt", p.filled_at AS "filledAt", CASE WHEN p.held_until > clock_timestamp() THEN nullif(p.holder, '') END AS holder,
    CASE WHEN p.copy IS NOT NULL THEN coalesce(greatest(0, extract(epoch FROM clock_timestamp() - (
      SELECT at FROM event WHERE tx >= p.position ORDER BY tx LIMIT 1))), 0)::float8 END AS "lagSeconds"
  FROM projection_copy c LEFT JOIN projection_progress p USING (projection, store, copy)
  WHERE c.projection = $1 AND (c.state <> 'dropped' OR p.copy IS NOT NULL)
  ORDER BY c.store, c.copy LIMIT ${MOST_STANDINGS}`;

/** The copies of a projection, by store and number. */
export const standingsOf = (db: Pick<DataSource, 'query'>, projection: string): Promise<Standing[]> =>
  db.query<Standing[]>(STANDINGS, [projection]);
