import { json, plain, quoted, SetStatement, type BoundStatement } from '#libs/database';

/** A new row, inserted by the transaction that causes the message. */
export interface OutboxRow {
  readonly id: string;
  /** A context, or `<context>.effects`. */
  readonly receiver: string;
  readonly type: string;
  readonly key: string;
  readonly body: string;
  readonly headers: string;
  /** Milliseconds until it is due: the lease when it is sent from memory, the delay of a timer, 0 when it is left to the sweep. */
  readonly dueInMs: number;
  readonly sends: 0 | 1;
}

export interface OutboxKey {
  readonly id: string;
  readonly receiver: string;
}

/**
 * Finds a row by the primary key (id, receiver), written so that PostgreSQL cannot use the receiver as an index condition. Generic
 * plans are made while the table is empty; the index on (receiver, due_at) then costs the same, and a plan that uses it scans
 * all rows of the receiver for each delete.
 */
export const sameRow = (row: string, key: string): string =>
  `${row}.id = ${key}.id AND ${row}.receiver IS NOT DISTINCT FROM ${key}.receiver`;

const insert = new SetStatement<OutboxRow>(
  'outbox insert',
  [
    plain('id', 'uuid', ({ id }) => id),
    plain('receiver', 'text', ({ receiver }) => receiver),
    plain('type', 'text', ({ type }) => type),
    quoted('key', 'text', ({ key }) => key),
    json('body', ({ body }) => body),
    json('headers', ({ headers }) => headers),
    plain('due', 'bigint', ({ dueInMs }) => dueInMs),
    plain('sends', 'integer', ({ sends }) => sends),
  ],
  (rows, sentBy) => `INSERT INTO outbox (id, receiver, type, key, body, headers, due_at, sends, sent_by)
    SELECT id, receiver, type, key, body, headers, clock_timestamp() + due * interval '1 ms', sends, $${sentBy} FROM ${rows}`,
);

// SKIP LOCKED, because a set delete and a concurrent set update deadlocked while the batch held locks on busy stock rows. A skipped
// row is sent once more and answered from the inbox. LATERAL fixes the join order: planned while the outbox was empty, the join
// compared every row with every key (82 instead of 4 µs a row with 256 clients).
const remove = new SetStatement<OutboxKey>(
  'outbox delete',
  [plain('id', 'uuid', ({ id }) => id), plain('receiver', 'text', ({ receiver }) => receiver)],
  (rows) => `DELETE FROM outbox WHERE ctid = ANY(ARRAY(
    SELECT o.ctid FROM ${rows}
      CROSS JOIN LATERAL (SELECT ctid FROM outbox WHERE ${sameRow('outbox', 'r')} FOR UPDATE SKIP LOCKED) o))`,
);

export const insertOutbox = (rows: readonly OutboxRow[], sentBy: string): BoundStatement => insert.bind(rows, sentBy);
export const deleteOutbox = (keys: readonly OutboxKey[]): BoundStatement => remove.bind(keys);
