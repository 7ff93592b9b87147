/** The sagas of one kind that are in one state. */
export interface StateFigures {
  /** As `progress` of the journal says it. */
  readonly state: string;
  readonly sagas: number;
  /** For how long the oldest of them has been in it. */
  readonly oldestSeconds: number;
}

/** The limit of counting, which takes 10 µs for each. */
const MOST = 10_000;

/**
 * In the context $1, for the timers $2 and the journals $3. Every saga that waits for an answer has a timer; those that wait for an
 * operator have none, but a journal in which an undo has timed out.
 */
export const SAGAS = `
  WITH open AS (
    (SELECT key AS id FROM outbox WHERE receiver = $1 AND type = $2 ORDER BY due_at LIMIT ${MOST})
    UNION
    (SELECT substr(stream, length($3) + 2) FROM event
      WHERE type = 'undo-timed-out' AND stream > $3 || '-' AND stream < $3 || '.' ORDER BY stream DESC LIMIT ${MOST})
  )
  SELECT state, count(*)::integer AS sagas, greatest(0, extract(epoch FROM clock_timestamp() - min(at)))::float8 AS "oldestSeconds"
  FROM open CROSS JOIN LATERAL (
    SELECT data::json ->> 'progress' AS state, at FROM event WHERE stream = $3 || '-' || id ORDER BY version DESC LIMIT 1) last
  GROUP BY state`;
