/** Several processes may start at once: one makes the table, the others wait for it. A script of two statements is one transaction. */
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

export const BOOK = {
  name: 'book',
  text: `
    INSERT INTO ledger (kind, key, order_id, amount, currency, method, outcome)
    SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::text[])
    ON CONFLICT DO NOTHING
    RETURNING kind, key`,
};

export const READ = {
  name: 'read',
  text: `
    SELECT kind, key, order_id AS "orderId", jsonb_build_object('amount', amount, 'currency', currency) AS amount, method,
           outcome, extract(epoch FROM clock_timestamp() - at)::float8 * 1000 AS "ageMs"
    FROM ledger JOIN unnest($1::text[], $2::text[]) AS asked(kind, key) USING (kind, key)`,
};
