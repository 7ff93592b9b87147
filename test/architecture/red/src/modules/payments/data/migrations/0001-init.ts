export const up = 'CREATE TABLE payment (order_id uuid PRIMARY KEY)';
