import { json, plain, quoted, SetStatement, type BoundStatement } from '#libs/database';
import { sameRow } from './outbox-sql.js';

/** How many rows of a lane may be read: ordinary ones, those sent before without an answer, and those that must be sent alone. */
export interface Room {
  readonly receiver: string;
  readonly inCompany: number;
  /** Bytes of the bodies of rows that share frames; the last row may exceed it. */
  readonly bytes: number;
  /** Rows sent before without an answer that may still share a frame. */
  readonly again: number;
  /** From so many sends on a row counts as sent before without an answer. */
  readonly againAfter: number;
  readonly alone: number;
  /** From so many sends on a row is sent alone; one such row is taken for all lanes together. */
  readonly aloneAfter: number;
}

// clock_timestamp() is volatile: only in a scalar subquery is it evaluated once, and can limit the index scan. `since` keeps the scan
// away from the dead rows at the start of the index; it lags behind, so that rows of slow transactions are not missed.
const isDue = (since: number) =>
  `due_at <= (SELECT now FROM clock) AND due_at > (SELECT now FROM clock) - $${since}::bigint * interval '1 ms'`;
const sweep = new SetStatement<Room>(
  'sweep',
  [
    quoted('receiver', 'text', ({ receiver }) => receiver),
    plain('room', 'integer', ({ inCompany }) => inCompany),
    plain('bytes', 'integer', ({ bytes }) => bytes),
    plain('again', 'integer', ({ again }) => again),
    plain('again_after', 'integer', ({ againAfter }) => againAfter),
    plain('alone', 'integer', ({ alone }) => alone),
    plain('alone_after', 'integer', ({ aloneAfter }) => aloneAfter),
  ],
  (rooms, next) => `WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now),
    lane AS (SELECT * FROM ${rooms}),
    due AS (
      SELECT o.place FROM lane CROSS JOIN LATERAL (
        SELECT place, bytes, sum(bytes) OVER (ORDER BY due_at, place) AS upto FROM (
          SELECT ctid AS place, due_at, octet_length(body) AS bytes FROM outbox WHERE receiver = lane.receiver AND sends < lane.again_after
            AND ${isDue(next)}
          ORDER BY due_at LIMIT lane.room FOR UPDATE SKIP LOCKED) first) o WHERE o.upto - o.bytes < lane.bytes
      UNION ALL
      SELECT o.place FROM lane CROSS JOIN LATERAL (
        SELECT ctid AS place FROM outbox WHERE receiver = lane.receiver AND sends >= lane.again_after AND sends < lane.alone_after
          AND ${isDue(next)}
        ORDER BY due_at LIMIT lane.again FOR UPDATE SKIP LOCKED) o
      UNION ALL
      (SELECT o.place FROM lane CROSS JOIN LATERAL (
        SELECT ctid AS place, due_at FROM outbox WHERE receiver = lane.receiver AND sends >= lane.alone_after
          AND ${isDue(next)}
        ORDER BY due_at LIMIT lane.alone FOR UPDATE SKIP LOCKED) o ORDER BY o.due_at LIMIT 1)
    )
    UPDATE outbox o SET sends = o.sends + 1, sent_by = $${next + 1},
      due_at = clock_timestamp() + (CASE WHEN o.receiver LIKE '%.effects' THEN $${next + 3}::bigint ELSE $${next + 2}::bigint END) * interval '1 ms'
    WHERE ctid = ANY(ARRAY(SELECT place FROM due))
    RETURNING o.id, o.receiver, o.type, o.key, o.body, o.headers, o.sends, o.failures,
      extract(epoch FROM clock_timestamp() - o.created_at)::float8 * 1000 AS aged`,
);

export interface SweepTimes {
  readonly sinceMs: number;
  readonly leaseMs: number;
  readonly effectLeaseMs: number;
}

export const sweepDue = (
  rooms: readonly Room[],
  sentBy: string,
  { sinceMs, leaseMs, effectLeaseMs }: SweepTimes,
): BoundStatement => sweep.bind(rooms, sinceMs, sentBy, leaseMs, effectLeaseMs);

const adopt = {
  name: 'adopt',
  text: `UPDATE outbox SET due_at = clock_timestamp() WHERE sent_by = $1 AND sends > 0 AND due_at > clock_timestamp()`,
};
/** Makes the rows due that the previous run of this process had in flight. A row that is wrongly included is only sent twice. */
export const adoptSent = (sentBy: string): BoundStatement => ({ statement: adopt, values: [sentBy] });

/** What to do with a row that its receiver did not process. */
export interface Settlement {
  readonly id: string;
  readonly receiver: string;
  /** Applied only if the row has still this number of sends: another replica may have sent it again, and then its lease must stay. */
  readonly sends: number;
  readonly counted: boolean;
  readonly isDead: boolean;
  /** A message older than this becomes a dead letter; null: never. */
  readonly patienceMs: number | null;
  readonly error: string;
  /** Pause before the next send; doubled with every counted failure. */
  readonly pauseMs: number;
  /** True for effects: only the first send may act without asking the external system what an earlier send has done. */
  readonly keepSends: boolean;
}

const MOST_FAILURES = 10;
const MOST_PAUSE_MS = 600_000;

const settle = new SetStatement<Settlement>(
  'settle',
  [
    plain('id', 'uuid', ({ id }) => id),
    quoted('receiver', 'text', ({ receiver }) => receiver),
    plain('counted', 'boolean', ({ counted }) => counted),
    plain('dead', 'boolean', ({ isDead }) => isDead),
    plain('patience', 'bigint', ({ patienceMs }) => patienceMs),
    json('error', ({ error }) => error.replaceAll(/\p{Cc}/gu, ' ')),
    plain('pause', 'bigint', ({ pauseMs }) => Math.ceil(pauseMs)),
    plain('keep', 'boolean', ({ keepSends }) => keepSends),
    plain('sends', 'integer', ({ sends }) => sends),
  ],
  (rows) => `WITH r AS (SELECT * FROM ${rows}),
    mine AS (
      SELECT o.place, r.counted, r.error, r.pause, r.keep,
        r.dead OR (r.counted AND o.failures + 1 >= ${MOST_FAILURES})
          OR coalesce(o.created_at < clock_timestamp() - r.patience * interval '1 ms', false) AS dead
      FROM r CROSS JOIN LATERAL (
        SELECT ctid AS place, failures, created_at FROM outbox
        WHERE ${sameRow('outbox', 'r')} AND sends = r.sends FOR UPDATE SKIP LOCKED) o
    ),
    dead AS (
      DELETE FROM outbox o USING mine WHERE o.ctid = mine.place AND mine.dead
      RETURNING o.*, mine.error, mine.counted
    ),
    buried AS (
      INSERT INTO dead_letter (id, receiver, type, key, body, headers, failures, why, created_at)
      SELECT id, receiver, type, key, body, headers, failures + counted::integer, error, created_at FROM dead
      ON CONFLICT (id, receiver) DO UPDATE
        SET failures = excluded.failures, why = excluded.why, died_at = clock_timestamp(), settled_at = NULL, settled_by = NULL, settled_why = NULL
    ),
    again AS (
      UPDATE outbox o SET failures = o.failures + mine.counted::integer, last_error = mine.error,
        sends = CASE WHEN mine.keep THEN o.sends ELSE 0 END,
        due_at = clock_timestamp() + least(mine.pause * (CASE WHEN mine.counted THEN 2 ^ least(o.failures, 20) ELSE 1 END), ${MOST_PAUSE_MS}) * interval '1 ms'
      FROM mine WHERE o.ctid = mine.place AND NOT mine.dead
      RETURNING o.due_at
    )
    SELECT id, type, key, headers, error, NULL::double precision AS due_in_ms FROM dead
    UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, extract(epoch FROM min(due_at) - clock_timestamp()) * 1000 FROM again`,
);

/** Schedules rows again or moves them to the dead letters; returns the dead ones and, last, when the first of the others is due. */
export const settleRows = (rows: readonly Settlement[]): BoundStatement => settle.bind(rows);
