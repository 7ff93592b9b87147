/** Sagas that are looked at, at most. Counting takes 10 µs for each. */
const MOST = 10_000;

/**
 * `open`: the ids of sagas that have not ended, in the context $1, by the timers $2 and the journals $3; and some that have. Every saga
 * that waits for an answer has a timer; those that wait for an operator have none, but a journal in which an undo has timed out.
 */
export const OPEN = `
  open AS (
    (SELECT key AS id FROM outbox WHERE receiver = $1 AND type = $2 ORDER BY due_at LIMIT ${MOST})
    UNION
    (SELECT substr(stream, length($3) + 2) FROM event
      WHERE type = 'undo-timed-out' AND stream > $3 || '-' AND stream < $3 || '.' ORDER BY stream DESC LIMIT ${MOST})
  )`;

/** The last entry of the journal of each of them. */
export const LAST = `open CROSS JOIN LATERAL (SELECT data::json AS data, at FROM event WHERE stream = $3 || '-' || id ORDER BY version DESC LIMIT 1) AS last`;
