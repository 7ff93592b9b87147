import { arrayLiteral, jsonTexts, plainLiteral, type Call } from '#libs/database';

/** A row as it is born, in the transaction that causes it. */
export interface OutboxRow {
  readonly id: string;
  /** A context, or `<context>.effects`. */
  readonly receiver: string;
  readonly type: string;
  readonly key: string;
  readonly body: string;
  readonly headers: string;
  /** From now to when it is due: the lease when it is sent from memory, a timer's delay, 0 when the sweep shall take it. */
  readonly dueInMs: number;
  readonly sends: 0 | 1;
}

/**
 * The row of the primary key (id, receiver). Written so that the receiver is no index condition: on an empty table, where plans are
 * frozen, the index on (receiver, due_at) costs the same, and with it every delete walked over all rows of its receiver.
 */
export const sameRow = (row: string, key: string): string =>
  `${row}.id = ${key}.id AND ${row}.receiver IS NOT DISTINCT FROM ${key}.receiver`;

const insert = {
  name: 'outbox insert',
  text: `INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by)
    SELECT id, receiver, type, key, body, headers, clock_timestamp() + due * interval '1 ms', sends, $9
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], string_to_array($5, chr(31)), string_to_array($6, chr(31)), $7::bigint[], $8::integer[])
      AS m(id, receiver, type, key, body, headers, due, sends)`,
};

// Through SKIP LOCKED: a set delete against a set update deadlocked, while the batch held hot stock rows. A row that is skipped is
// sent once more and answered from the inbox. LATERAL fixes who looks up whom: planned over an outbox that happened to be empty, the
// join compared every row with every key (82 instead of 4 µs a row with 256 clients).
const remove = {
  name: 'outbox delete',
  text: `DELETE FROM outbox WHERE ctid = ANY(ARRAY(
    SELECT o.ctid FROM unnest($1::uuid[], $2::text[]) AS r(id, receiver)
      CROSS JOIN LATERAL (SELECT ctid FROM outbox WHERE ${sameRow('outbox', 'r')} FOR UPDATE SKIP LOCKED) o))`,
};

export const insertOutbox = (rows: readonly OutboxRow[], sentBy: string): Call => ({
  statement: insert,
  values: [
    plainLiteral(rows.map(({ id }) => id)),
    plainLiteral(rows.map(({ receiver }) => receiver)),
    plainLiteral(rows.map(({ type }) => type)),
    arrayLiteral(rows.map(({ key }) => key)),
    jsonTexts(rows.map(({ body }) => body)),
    jsonTexts(rows.map(({ headers }) => headers)),
    plainLiteral(rows.map(({ dueInMs }) => dueInMs)),
    plainLiteral(rows.map(({ sends }) => sends)),
    sentBy,
  ],
});

export interface OutboxKey {
  readonly id: string;
  readonly receiver: string;
}
export const deleteOutbox = (keys: readonly OutboxKey[]): Call => ({
  statement: remove,
  values: [plainLiteral(keys.map(({ id }) => id)), plainLiteral(keys.map(({ receiver }) => receiver))],
});
