import type { Call } from '#libs/database';

/** Bounds of the tables of messaging. A late copy of a message must find its inbox row: 20 days < 25 days < 30 days. */
export const OLDEST_MESSAGE_DAYS = 20;
export const OLDEST_RECEIVED_DAYS = 25;
const INBOX_DAYS = 30;
/** Long enough to look up what an operator did; the act itself stays in its stream. */
const SETTLED_DAYS = 90;
const ROWS = 5_000;

const statements = {
  replies: `WITH gone AS (
      DELETE FROM reply WHERE ctid = ANY(ARRAY(SELECT ctid FROM reply WHERE expires_at < clock_timestamp() LIMIT ${ROWS} FOR UPDATE SKIP LOCKED)) RETURNING id
    ) DELETE FROM inbox USING gone WHERE inbox.id = gone.id`,
  // Ids of messages begin with the time, so the primary key finds the old ones; an index on received_at would cost every message one more
  // write. Requests under a client's key have no time in their id: they go with their reply.
  inbox: `DELETE FROM inbox WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM inbox WHERE id < (SELECT rpad(lpad(to_hex((extract(epoch FROM clock_timestamp() - interval '${INBOX_DAYS} days') * 1000)::bigint), 12, '0'), 32, '0')::uuid)
      AND received_at < clock_timestamp() - interval '${INBOX_DAYS} days' LIMIT ${ROWS} FOR UPDATE SKIP LOCKED))`,
  outbox: `WITH old AS (
      DELETE FROM outbox WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM outbox WHERE created_at < clock_timestamp() - interval '${OLDEST_MESSAGE_DAYS} days' AND receiver NOT LIKE '%.effects'
          AND due_at <= clock_timestamp() LIMIT ${ROWS} FOR UPDATE SKIP LOCKED)) RETURNING *
    ) INSERT INTO dead_letter (id, receiver, type, key, body, headers, failures, why, created_at)
      SELECT id, receiver, type, key, body, headers, failures, 'older than ${OLDEST_MESSAGE_DAYS} days', created_at FROM old
      ON CONFLICT (id, receiver) DO UPDATE
        SET failures = excluded.failures, why = excluded.why, died_at = clock_timestamp(), settled_at = NULL, settled_by = NULL, settled_why = NULL`,
  settled: `DELETE FROM dead_letter WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM dead_letter WHERE settled_at < clock_timestamp() - interval '${SETTLED_DAYS} days' LIMIT ${ROWS} FOR UPDATE SKIP LOCKED))`,
};

/** Drops what has served its time, in bounds; run now and then. */
export const housekeeping = (): Call[] =>
  Object.entries(statements).map(([name, text]) => ({ statement: { name: `keep ${name}`, text }, values: [] }));
