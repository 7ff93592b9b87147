import { plain, quoted, SetStatement } from '#libs/database';
import type { Entry, Place } from './entry.js';

/** The lock is for processes that start at the same time: one creates the table, the others wait. Both statements are one transaction. */
export const CREATE = `
  SELECT pg_advisory_xact_lock(hashtextextended('payment-provider ledger', 0));
  CREATE TABLE IF NOT EXISTS ledger (
    kind text NOT NULL,
    key text NOT NULL,
    order_id uuid NOT NULL,
    amount bigint NOT NULL CHECK (amount >= 0),
    currency text NOT NULL,
    method text NOT NULL,
    outcome text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (kind, key)
  )`;

const place = [plain<Place>('kind', 'text', ({ kind }) => kind), quoted<Place>('key', 'text', ({ key }) => key)];

export const BOOK = new SetStatement<Entry>(
  'book',
  [
    ...place,
    plain('order_id', 'uuid', ({ orderId }) => orderId),
    plain('amount', 'bigint', ({ amount }) => amount.amount),
    quoted('currency', 'text', ({ amount }) => amount.currency),
    quoted('method', 'text', ({ method }) => method),
    plain('outcome', 'text', ({ outcome }) => outcome),
  ],
  (rows) => `
    INSERT INTO ledger (kind, key, order_id, amount, currency, method, outcome)
    SELECT * FROM ${rows}
    ON CONFLICT DO NOTHING
    RETURNING kind, key`,
);

export const READ = new SetStatement<Place>(
  'read',
  place,
  (rows) => `
    SELECT kind, key, order_id AS "orderId", jsonb_build_object('amount', amount, 'currency', currency) AS amount, method,
           outcome, extract(epoch FROM clock_timestamp() - at)::float8 * 1000 AS "ageMs"
    FROM ledger JOIN ${rows} USING (kind, key)`,
);
