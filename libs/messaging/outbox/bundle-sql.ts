import { arrayLiteral, json, plain, SetStatement, type BoundStatement } from '#libs/database';
import type { Bundle, Bundled } from './bundle.js';

/** Separators of messages in a bundle, and of fields in a message. JSON text contains no control characters. */
const [MESSAGE, FIELD] = ['\u001c', '\u001d'];
const MOST_OPENED = 64;

const textOf = (messages: readonly Bundled[]): string => messages.map(fieldsOf).join(MESSAGE);
const fieldsOf = ({ id, type, key, headers, body }: Bundled): string =>
  id + FIELD + type + FIELD + key + FIELD + headers + FIELD + body;

const insert = new SetStatement<Bundle>(
  'bundle insert',
  [
    plain('id', 'uuid', ({ id }) => id),
    plain('receiver', 'text', ({ receiver }) => receiver),
    json('messages', ({ messages }) => textOf(messages)),
    plain('due', 'bigint', ({ leaseMs }) => leaseMs),
  ],
  (rows, sentBy) => `INSERT INTO outbox_bundle (id, receiver, messages, due_at, sent_by)
    SELECT id, receiver, messages, clock_timestamp() + due * interval '1 ms', $${sentBy} FROM ${rows}`,
);

const remove = {
  name: 'bundle delete',
  text: `DELETE FROM outbox_bundle WHERE ctid = ANY(ARRAY(
    SELECT ctid FROM outbox_bundle WHERE id = ANY($1::uuid[]) FOR UPDATE SKIP LOCKED))`,
};

// A bundle that still holds its lease keeps it, because some of its messages are in flight. An overdue one is due now, so that the sweep,
// which does not look below its lower bound of due_at, finds the rows.
const open = {
  name: 'bundle open',
  text: `WITH opened AS (
      DELETE FROM outbox_bundle WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM outbox_bundle WHERE id = ANY($1::uuid[]) OR due_at <= (SELECT clock_timestamp())
        ORDER BY id = ANY($1::uuid[]) DESC, due_at LIMIT cardinality($1::uuid[]) + ${MOST_OPENED} FOR UPDATE SKIP LOCKED)) RETURNING *
    )
    INSERT INTO outbox (id, receiver, type, key, headers, body, due_at, sends, sent_by, created_at)
    SELECT fields[1]::uuid, receiver, fields[2], fields[3], fields[4], fields[5],
      greatest(due_at, clock_timestamp()), 1, sent_by, created_at
    FROM opened
      CROSS JOIN LATERAL string_to_table(messages, chr(28)) AS message
      CROSS JOIN LATERAL string_to_array(message, chr(29)) AS fields
    WHERE fields[1]::uuid <> ALL($2::uuid[])
    ON CONFLICT DO NOTHING`,
};

const adopt = {
  name: 'bundle adopt',
  text: `UPDATE outbox_bundle SET due_at = clock_timestamp() WHERE sent_by = $1 AND due_at > clock_timestamp()`,
};

export const insertBundles = (bundles: readonly Bundle[], sentBy: string): BoundStatement =>
  insert.bind(bundles, sentBy);
export const deleteBundles = (ids: readonly string[]): BoundStatement => ({
  statement: remove,
  values: [arrayLiteral(ids)],
});
/** Moves the messages of these bundles, except those with a receipt, and of all bundles that are due, into rows of the outbox. */
export const openBundles = (bundles: readonly Bundle[]): BoundStatement => ({
  statement: open,
  values: [arrayLiteral(bundles.map(({ id }) => id)), arrayLiteral(bundles.flatMap(({ receivedIds }) => receivedIds))],
});
/** Makes the bundles due that the previous run of this process had in flight. */
export const adoptBundles = (sentBy: string): BoundStatement => ({ statement: adopt, values: [sentBy] });
