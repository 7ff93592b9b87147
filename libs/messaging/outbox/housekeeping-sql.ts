import type { BoundStatement } from '#libs/database';

/**
 * How long rows are kept. A late copy of a message must still find its inbox row, so: sent for at most 20 days, accepted for
 * 25, remembered in the inbox for 30.
 */
export const OLDEST_MESSAGE_DAYS = 20;
export const OLDEST_RECEIVED_DAYS = 25;
const INBOX_DAYS = 30;
/** How long a settled dead letter can be looked up. The operator's command itself stays in its event stream. */
const SETTLED_DAYS = 90;
const ROWS = 5_000;

const statements = {
  replies: `WITH gone AS (
      DELETE FROM reply WHERE ctid = ANY(ARRAY(SELECT ctid FROM reply WHERE expires_at < clock_timestamp() LIMIT ${ROWS} FOR UPDATE SKIP LOCKED)) RETURNING id
    ) DELETE FROM inbox USING gone WHERE inbox.id = gone.id`,
  // Message ids begin with the time, so the primary key finds the old ones; an index on received_at would cost one more write per
  // message. The id of a request with an Idempotency-Key has no time in it: such rows are deleted with their reply.
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

/** Deletes expired rows, a limited number per statement; run periodically. */
export const housekeeping = (): BoundStatement[] =>
  Object.entries(statements).map(([name, text]) => ({ statement: { name: `keep ${name}`, text }, values: [] }));
