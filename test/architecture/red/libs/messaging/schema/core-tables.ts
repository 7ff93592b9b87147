export const up = 'CREATE TABLE outbox (id uuid PRIMARY KEY)';
