import { plain, quoted, SetStatement } from '#libs/database';
import type { Entry, Place } from './entry.js';

/** The lock is for processes that start at the same time: one creates the table, the others wait. All statements are one transaction. */
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
  );
  -- Of refunds alone, which are few: charges have no entry in it.
  CREATE INDEX IF NOT EXISTS ledger_refunds ON ledger (order_id) WHERE kind = 'refund'`;

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

const ACCOUNTS = `
  SELECT charge.key, charge.order_id AS "orderId", charge.currency, charge.amount::float8 AS captured,
         coalesce(refund.amount, 0)::float8 AS refunded, 0 AS refunding
  FROM ledger AS charge LEFT JOIN LATERAL (
    SELECT sum(amount) AS amount FROM ledger WHERE kind = 'refund' AND order_id = charge.order_id
  ) AS refund ON true
  WHERE charge.kind = 'charge' AND charge.outcome = 'captured'`;

/** $1: the key after which it begins, $2: the time before which all were booked, $3: how many. Keys of calls grow with time. */
export const LIST = `${ACCOUNTS} AND charge.key > $1 AND charge.at < $2 ORDER BY charge.key LIMIT $3`;

/** $1: orders, $2 and $3: between which keys their charges are. There is no index by order, which each charge would pay for. */
export const OF_ORDERS = `${ACCOUNTS} AND charge.order_id = ANY($1::uuid[]) AND charge.key >= $2 AND charge.key < $3`;
